# What is said when something of ours broke.
fault-retrying = Something went wrong, it is being tried again. If it persists, contact the owner of the bot and mention the code { $reference }.
