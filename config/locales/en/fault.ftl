# What is said when something of ours broke.
fault-retrying = Something went wrong, it is being tried again. Mention the code { $reference } if you need to report it to the owner of the bot.
