//! What is beside the ordinary announcement: drills, those who come later, and what members answer.

mod attendance;
mod drills;
mod late;
