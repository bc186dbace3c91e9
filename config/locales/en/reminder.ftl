# Reminders to those who have not confirmed, and what others are told of them.
reminder-title = ⏰ REMINDER
reminder-one = Announcement No. { $number } has not been confirmed by { $institution }.
reminder-until = Please confirm it by { $at }.
reminder-late = It was due { $at }. Please confirm it now.
reminder-several = Some announcements have not been confirmed:
reminder-line = • No. { $number } · { $title } · { $institution }, due { $at }
reminder-line-late = • No. { $number } · { $title } · { $institution }, overdue since { $at }
reminder-press = Please read the announcement, then answer with a button below.
reminder-answer = { $label } No. { $number }
reminder-silent = ⏰ Not confirmed: announcement No. { $number }
reminder-silent-own = Your institution has not confirmed:
reminder-silent-area =
    { $count ->
        [one] One institution that you coordinate has not confirmed:
       *[other] { $count } institutions that you coordinate have not confirmed:
    }
reminder-silent-all =
    { $count ->
        [one] One institution has not confirmed:
       *[other] { $count } institutions have not confirmed:
    }
reminder-silent-more =
    { $more ->
        [one] … and one more institution
       *[other] … and { $more } more institutions
    }
reminder-silent-own-next = Open the announcement in your institution's group or chat and answer with the button below it.
reminder-silent-next = Please call them. The whole list: /belum { $number }
reminder-institution = • { $name }
reminder-institution-nobody = • { $name }: nobody has been told yet
reminder-institution-officers = • { $name }: its officers were told ({ $people })
reminder-institution-coordinators = • { $name }: its coordinators were told ({ $people })
reminder-people-more =
    { $more ->
        [one] { $people } and one other
       *[other] { $people } and { $more } others
    }
reminder-asked =
    { $count ->
        [one] One institution is reminded.
       *[other] { $count } institutions are reminded.
    }
reminder-asked-evidence = { $count } institutions were asked for evidence that they passed it on.
reminder-asked-held = Reminders are held until quiet hours end, { $at }.
reminder-asked-soon =
    { $count ->
        [one] One was not: it was reminded a moment ago, or as often as allowed.
       *[other] { $count } were not: reminded a moment ago, or as often as allowed.
    }
reminder-asked-nobody = Nobody is reminded: all who have got this announcement have answered.
reminder-evidence-title = 📣 EVIDENCE OF DISSEMINATION AWAITED
reminder-evidence = { $institution } has received Announcement No. { $number }, but has given no evidence of passing it on. The time for it: { $at }.
reminder-evidence-several = These were received, but there is no evidence yet that they were passed on:
reminder-evidence-line = • No. { $number } · { $title } · { $institution }, by { $at }
reminder-evidence-press = If it was disseminated, press the button below and send the evidence. If not, please do so soon.
