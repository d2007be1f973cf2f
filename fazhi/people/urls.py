from django.urls import path

from fazhi.people.views import account, doors, editing, people

app_name = "people"
urlpatterns = [
    path("login/", doors.login, name="login"),
    path("login/second/", doors.second, name="second"),
    path("logout/", doors.leave, name="logout"),
    path("account/", account.own, name="account"),
    path("account/password/", account.password, name="password"),
    path("account/codes/", account.codes, name="codes"),
    path("account/post/", account.post, name="post"),
    path("people/", people.people, name="people"),
    path("people/export/", people.export, name="export"),
    path("people/import/", people.bring_in, name="import"),
    path("people/template/", people.template, name="template"),
    path("people/<uuid:person_id>/", people.person, name="person"),
    path("people/<uuid:person_id>/edit/", editing.edit, name="edit"),
]
