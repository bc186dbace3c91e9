# What is kept of a person, and forgetting it.
privacy-kept = What is kept of you
privacy-name = • Name: { $name }
privacy-username = • Username: @{ $username }
privacy-no-username = • Username: none
privacy-id = • Telegram ID:
privacy-language = • Language of your app: { $language }
privacy-role = • Role: { $grant }, asked for or given { $since }
privacy-role-over = • Role: { $grant }, asked for or given { $since }, ended { $until }
privacy-confirmations = • Confirmations: { $count }
privacy-evidence = • Evidence of dissemination: { $count }
privacy-written = • Announcements and drafts you wrote: { $count }
privacy-decided = • Announcements you decided on: { $count }
privacy-chats = • This conversation as an institution's chat: { $count }
privacy-deeds = • What you did, on record: { $count }
privacy-raw = • Your messages and presses: their content is erased once they are worked on; what failed, after { $days } days at most
privacy-nothing = There is nothing about you on record, but for the following.
privacy-why =
    This serves to deliver official announcements and to prove that they arrived, and nothing else.
    To have your name and account erased: /hapusdata
privacy-ask-own = Erase your data?
privacy-ask = Erase the data of { $name }?
privacy-ask-next =
    Name, username, ID and language are erased for good; messages that still wait are not sent. Confirmations, links given as evidence and actions stay on record without a name: “(data erased)”; your words and screenshots are erased as well.
    What is on its way, this answer included, passes by itself within two hours. Backups of the database made before do not change.
privacy-ask-offices = The role of officer ends with it: { $institutions }
privacy-erase-own = 🗑️ Erase my data
privacy-erase = 🗑️ Erase
privacy-keep = Never mind
privacy-sure =
    Are you sure?
    This cannot be undone.
privacy-surely = 🗑️ Yes, erase
privacy-unchanged = Nothing was erased.
privacy-erased =
    Your data are erased.
    If you write to this bot again, you are noted as a new person.
privacy-erased-other = That person's data are erased. What was done stays on record without a name.
privacy-several =
    Several people fit.
    Say it again with the ID of one of them, such as /hapusdata 123456789
privacy-one = • { $name }, ID:
privacy-officer-gone =
    An officer of { $institution } had their data erased and is no officer any more.
    If need be, invite a successor with /undang petugas
