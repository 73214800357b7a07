// Asks the veraPDF engine whether files keep to the standards that they claim, all files in one process.
// usage: Vera FLAVOUR[,FLAVOUR…] FILE…   a flavour as veraPDF names it: ua1, 3a, 2b …
// Prints one line for each file and flavour, and for each broken rule how often, what and where first.
// Exit code: 0 all keep to them, 1 some do not, 2 something could not be read or the call is off.

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public final class Vera {
    /** So many places of one broken rule are kept; the count goes on. */
    private static final int SHOWN_OF_A_RULE = 100;

    private record Verdict(int code, String lines) {}

    private static final class Broken {
        private int times;
        private final String first;

        private Broken(String first) {
            this.first = first;
        }
    }

    public static void main(String[] words) throws Exception {
        if (words.length < 2) {
            System.err.println("usage: Vera FLAVOUR[,FLAVOUR…] FILE…");
            System.exit(2);
        }
        List<PDFAFlavour> flavours = new ArrayList<>();
        for (String name : words[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.fromString(name);
            if (flavour == null || flavour == PDFAFlavour.NO_FLAVOUR) {
                System.err.println("there is no flavour " + name);
                System.exit(2);
            }
            flavours.add(flavour);
        }
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();

        // The engine keeps what it knows of a document with the thread, so that files can be read side by side.
        ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        List<Future<Verdict>> verdicts = new ArrayList<>();
        for (int at = 1; at < words.length; at++) {
            File file = new File(words[at]);
            Callable<Verdict> task = () -> judge(file, flavours);
            verdicts.add(pool.submit(task));
        }
        int code = 0;
        for (Future<Verdict> verdict : verdicts) {
            System.out.print(verdict.get().lines());
            System.out.flush();
            code = Math.max(code, verdict.get().code());
        }
        pool.shutdown();
        System.exit(code);
    }

    private static Verdict judge(File file, List<PDFAFlavour> flavours) {
        StringWriter lines = new StringWriter();
        PrintWriter out = new PrintWriter(lines);
        int code = 0;
        for (PDFAFlavour flavour : flavours) {
            try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, SHOWN_OF_A_RULE, false, false, false)) {
                ValidationResult result = validator.validate(parser);
                if (result.isCompliant()) {
                    out.printf("ok   veraPDF %s: %s, %d checks%n", file, flavour.getId(), result.getTotalAssertions());
                } else {
                    code = Math.max(code, 1);
                    tell(out, file, flavour, result);
                }
            } catch (Exception | StackOverflowError | OutOfMemoryError problem) {
                code = 2;
                out.printf("FAIL veraPDF %s: %s could not be checked: %s%n", file, flavour.getId(), problem);
            }
        }
        return new Verdict(code, lines.toString());
    }

    private static void tell(PrintWriter out, File file, PDFAFlavour flavour, ValidationResult result) {
        Map<String, Broken> rules = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() != TestAssertion.Status.FAILED) {
                continue;
            }
            String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
            String message = assertion.getErrorMessage() == null ? assertion.getMessage() : assertion.getErrorMessage();
            String place = assertion.getLocation() == null ? "" : " @ " + assertion.getLocation().getContext();
            rules.computeIfAbsent(rule, key -> new Broken(message + place)).times++;
        }
        if (rules.isEmpty()) {
            out.printf("FAIL veraPDF %s: %s does not hold, and no rule is named%n", file, flavour.getId());
        }
        rules.forEach((rule, broken) ->
            out.printf("FAIL veraPDF %s: %s %s, %d times: %s%n", file, flavour.getId(), rule, broken.times, broken.first));
    }
}
