# A role that somebody asks for with a link, and what becomes of it.
grant-request = Request for a role
grant-name = Name: { $name }
grant-name-username = Name: { $name } (@{ $username })
grant-id = ID:
grant-role = Role: { $grant }
grant-inviter = Invited by: { $inviter }
grant-request-next = Confirm only if you are sure who this is. The role is not in effect before that.
grant-confirm = ✅ Confirm
grant-refuse = ⛔ Refuse
grant-confirmed-others = ✅ Role confirmed by { $by }
grant-confirmed-others-next = If you think this is a mistake, type /bekukan to hold all sending, then call an owner.
grant-refused-others = ⛔ Request for a role refused by { $by }
grant-confirmed-person =
    Your role is confirmed: { $grant }.
    Type /bantuan to see the commands that you can use.
grant-refused-person =
    Your request was not confirmed: { $grant }.
    If you think this is a mistake, please contact the person who invited you.
grant-links = Role links that are still open: { $count }
grant-links-entry = { $number }. { $grant }, made by { $by }, until { $at }
grant-links-more = … and { $count } more. /tautan cabut peran revokes all of them
grant-links-next = Whoever opens one can ask for that role. The role takes effect once it has been confirmed.
grant-links-none = No role link is open any more.
grant-links-revoked = ⛔ Link revoked: { $grant }. Whoever opens it will be told to ask for a new one.
grant-link-revoke = ⛔ Revoke link
