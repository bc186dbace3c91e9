//! What is beside the ordinary announcement: drills, those who come later, and what members answer.

mod drills;
mod late;
