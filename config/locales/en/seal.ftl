# The day's last hash of the record, told to owners.
seal-told =
    🔏 Seal { $number } of the record
    Made { $at }. Keep this message: with the hash below you can prove that nobody has changed the record up to then, not even whoever runs the database.
seal-verify = To check, ask the operator to run:
