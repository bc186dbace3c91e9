# The buttons below an announcement.
answer-received = ✅ Diterima
answer-received-by = ✅ Diterima · { $name } ({ $count })
answer-earlier = 🕓 Siaran sebelumnya · { $date }
answer-attend = 🙋 Hadir
answer-decline = 🙅 Tidak hadir
answer-attend-by = ✅ Hadir · { $name }
answer-decline-by = ✅ Tidak hadir · { $name }
answer-disseminate = 📣 Disebarluaskan
answer-disseminated-by = 📣 Disebarluaskan · { $name } ({ $count })
