# Institutions that leave the forum, and come back.
activity-sure = Take { $name } ({ $code }) out of service?
activity-sure-chats = • Chats that get no more announcements: { $count }
activity-sure-officers = • Officers who stay registered but get no announcements: { $count }
activity-sure-below = • Institutions below it, still in service: { $count }
activity-sure-under-way = • Announcements that have not reached its chats and will not be sent: { $count }
activity-sure-next = Links of this institution cannot be used. What was done stays on record, and /aktifkan brings the institution back.
activity-surely = ⛔ Yes, take it out
activity-keep = Never mind
activity-kept = { $name } ({ $code }) stays in service.
activity-deactivated =
    ⛔ { $name } ({ $code }) was taken out of service by { $by }.
    This institution gets no more announcements. To undo this, an owner types /aktifkan { $code }
activity-activated =
    ✅ { $name } ({ $code }) was brought back by { $by }.
    The next announcement goes to its chats again.
