# Who holds which role where, and how a role ends.
holder-list = Roles
holder-narrowed = { $what }: { $total } roles
holder-all = All
holder-called = Name or account “{ $name }”
holder-none = There is no such role within your scope. Narrow the list by the word for a role, an institution's code, or a name, such as /peran penyetuju.
holder-entry = { $number }. { $who } – { $grant }
holder-entry-pending = { $number }. ⏳ { $who } – { $grant }, waiting to be confirmed
holder-who-username = { $name } (@{ $username })
holder-page = Page { $page }/{ $pages }
holder-list-next = Press a number to see that person's roles.
holder-previous = ‹ Previous
holder-next = Next ›
holder-confirm = ✅ Confirm
holder-refuse = ⛔ Refuse
holder-own = Your roles
holder-own-none =
    You have no role yet.
    To join, ask your institution's coordinator for an invitation link.
holder-grant = • { $grant }, since { $at }
holder-grant-pending = • ⏳ { $grant }, waiting to be confirmed since { $at }
holder-id = ID:
holder-owner-by-setting = Owners are named in the setting SATUPINTU_OWNERS, not here.
holder-end = ⛔ Remove: { $grant }
holder-back = ‹ Roles
holder-sure =
    Remove this role?
    { $name }: { $grant }
holder-sure-next = The role ends at once, also for buttons sent before. What was done stays on record.
holder-sure-drafts = Drafts not yet submitted are dropped as well: { $drafts }
holder-sure-submitted = Announcements submitted and not yet decided are withdrawn as well: { $submitted }
holder-orphans = ⚠️ Without another approver: { $issuers }. Their announcements cannot be approved until there is a new one: /undang penyetuju
holder-end-surely = ⛔ Yes, remove
holder-keep = Never mind
holder-ended-others =
    ⛔ A role ended: { $grant }
    { $name }, removed by { $by }
holder-withdrawn = Announcement withdrawn: “{ $title }”. If it is still needed, another author can submit it anew.
holder-ended-person =
    Your role ended: { $grant }.
    If you think this is a mistake, contact the bot's owner.
holder-ended-withdrawn = Your announcements that nobody had decided on are withdrawn: { $withdrawn }
