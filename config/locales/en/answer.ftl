# The buttons below an announcement.
answer-received = ✅ Received
answer-received-by = ✅ Received · { $name } ({ $count })
answer-earlier = 🕓 Earlier announcement · { $date }
answer-attend = 🙋 Attending
answer-decline = 🙅 Not attending
answer-attend-by = ✅ Attending · { $name }
answer-decline-by = ✅ Not attending · { $name }
answer-disseminate = 📣 Disseminated
answer-disseminated-by = 📣 Disseminated · { $name } ({ $count })
