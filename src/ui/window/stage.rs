//! A program and its egui context, without a window: one frame at a time.
//!
//! This is what eframe does around a program, for the two places that are not eframe. Above all it is
//! the meaning of a close request: the window closes unless the program answers, in the same frame, that
//! it must not.

use egui::{Context, FullOutput, LogicOutput, RawInput, ViewportCommand, ViewportId};

use super::Program;

/// A program on its stage.
pub(super) struct Stage {
    ctx: Context,
    program: Box<dyn Program>,
    /// Input that came while the window was hidden; the next frame gets it.
    pending: RawInput,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    /// A close request went unanswered: the window is to go.
    Closing,
    /// The program was told.
    Gone,
}

impl Stage {
    /// Makes a context and the program in it.
    pub(super) fn new(prepare: impl FnOnce(&Context), make: impl FnOnce(&Context) -> Box<dyn Program>) -> Self {
        let ctx = Context::default();
        ctx.options_mut(|options| {
            // As in eframe: a widget may ask for a second try at its layout.
            options.max_passes = std::num::NonZeroUsize::MIN.saturating_add(1);
        });
        prepare(&ctx);
        let program = make(&ctx);
        Self { ctx, program, pending: RawInput::default(), state: State::Open }
    }

    pub(super) fn ctx(&self) -> &Context {
        &self.ctx
    }

    /// Runs the program's logic and shows it.
    pub(super) fn show(&mut self, input: RawInput) -> FullOutput {
        let input = self.with_pending(input);
        let asked = input.viewport().close_requested();
        let program = &mut self.program;
        let output = self.ctx.run_ui(input, |ui| {
            program.logic(ui.ctx());
            program.ui(ui);
        });
        if asked {
            let commands = output.viewport_output.get(&ViewportId::ROOT).map(|viewport| viewport.commands.as_slice());
            self.answer(commands);
        }
        output
    }

    /// Runs the program's logic only, because nobody would see more.
    pub(super) fn tick(&mut self, input: RawInput) -> LogicOutput {
        let input = self.with_pending(input);
        let asked = input.viewport().close_requested();
        let program = &mut self.program;
        let output = self.ctx.run_logic(&input, |ctx| program.logic(ctx));
        self.pending = input;
        if asked {
            self.answer(output.viewport_commands.get(&ViewportId::ROOT).map(Vec::as_slice));
        }
        output
    }

    /// Whether the window is to go.
    pub(super) fn is_closing(&self) -> bool {
        self.state != State::Open
    }

    /// Tells the program that the window is gone, once.
    pub(super) fn exit(&mut self) {
        if self.state != State::Gone {
            self.state = State::Gone;
            self.program.exit();
        }
    }

    fn with_pending(&mut self, input: RawInput) -> RawInput {
        let mut all = std::mem::take(&mut self.pending);
        all.append(input);
        all
    }

    fn answer(&mut self, commands: Option<&[ViewportCommand]>) {
        let kept_open = commands.is_some_and(|commands| commands.contains(&ViewportCommand::CancelClose));
        if !kept_open && self.state == State::Open {
            self.state = State::Closing;
        }
    }
}
