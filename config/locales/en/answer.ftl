# The buttons below an announcement.
answer-received = ✅ Received
answer-received-by = ✅ Received · { $name } ({ $count })
answer-earlier = 🕓 Earlier announcement · { $date }
