# The buttons below an announcement.
answer-received = ✅ Diterima
answer-received-by = ✅ Diterima · { $name } ({ $count })
answer-earlier = 🕓 Siaran sebelumnya · { $date }
