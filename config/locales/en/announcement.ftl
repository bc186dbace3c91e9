# The announcement itself, as members read it.
announcement-heading = OFFICIAL ANNOUNCEMENT No. { $number }
announcement-heading-preview = OFFICIAL ANNOUNCEMENT No. … (the number is given at approval)
announcement-trial = TRIAL — seen by its author alone, sent to nobody
announcement-drill = DRILL — not a real event
announcement-clarification = CLARIFICATION
announcement-invitation = INVITATION
announcement-issuer = From: { $issuer }
announcement-normal = Priority: Normal
announcement-important = Priority: IMPORTANT
announcement-emergency = Priority: EMERGENCY
announcement-internal = INTERNAL — not for publication
announcement-within = Please confirm within { $span }.
announcement-until = Please confirm by { $at }.
announcement-code = Authenticity code:
announcement-code-preview = Authenticity code: … (given at approval)
