from django.urls import path

from meetings.views import kinds, member, office, planning, recording, signing, street

app_name = "meetings"
urlpatterns = [
    path("", office.index, name="index"),
    path("month/", office.month, name="month"),
    path("kinds/", kinds.kinds, name="kinds"),
    path("plan/", planning.plan, name="plan"),
    path("enter/", recording.enter, name="enter"),
    path("progress/", street.progress, name="progress"),
    path("progress/remind/", street.remind, name="remind"),
    path("progress/<int:pk>/excuse/", street.excuse, name="excuse"),
    path("progress/<int:pk>/excuse/withdraw/", street.withdraw_excuse, name="withdraw_excuse"),
    path("resolutions/", street.resolutions, name="resolutions"),
    path("resolutions/<int:pk>/finish/", street.finish, name="finish_resolution"),
    path("schedule/", member.schedule, name="schedule"),
    path("schedule/<int:pk>/", member.my_meeting, name="my_meeting"),
    path("schedule/tasks/<int:pk>/", member.finish_task, name="finish_task"),
    path("s/<str:code>/", signing.scan, name="scan"),
    path("photos/<int:pk>/", office.photo, name="photo"),
    path("<int:pk>/", office.detail, name="detail"),
    path("<int:pk>/edit/", planning.edit, name="edit"),
    path("<int:pk>/notify/", office.notify, name="notify"),
    path("<int:pk>/sign-in/", signing.screen, name="sign_in"),
    path("<int:pk>/sign-in/open/", signing.open_sign_in, name="open_sign_in"),
    path("<int:pk>/sign-in/close/", signing.close_sign_in, name="close_sign_in"),
    path("<int:pk>/attendance/", recording.attendance, name="attendance"),
    path("<int:pk>/record/", recording.record, name="record"),
    path("<int:pk>/decide/", recording.decide, name="decide"),
    path("<int:pk>/confirm/", office.confirm, name="confirm"),
    path("<int:pk>/send-back/", office.send_back, name="send_back"),
    path("<int:pk>/close/", office.close, name="close"),
    path("<int:pk>/cancel/", office.cancel, name="cancel"),
    path("<int:pk>/amend/", office.amend, name="amend"),
    path("<int:pk>/documents/<slug:name>.<slug:suffix>", office.document, name="document"),
]
