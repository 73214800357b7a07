//! The whole window, driven without display or GPU, by what assistive technology would find.

mod chats;
mod every_page;
mod evidence;
mod export;
mod find;
mod leaving;
mod markdown;
mod outline;
mod plan;
mod plan_kept;
mod portfolio;
mod quick_log;
mod raster;
mod records;
mod reflect;
mod review_decide;
mod review_see;
mod standards;
mod support;
mod today;
mod typing_crash;
mod use_it;
mod walk;
mod write;
mod writing;
mod writing_look;
