# The words of the screens, in the English of a ward. Every other language is held to this file: docs/languages.md.
# A comment with $ declares an argument and its kind; the functions of `src-ui/src/words` are made of this file.

# What the language calls itself, where it is chosen.
language-name = English

## The frame of every screen

# On every screen, until a hospital's clinical safety officer has signed the approval record.
frame-not-for-clinical-use = Not for clinical use

# The strip that says so, for a screen reader.
frame-notice = Notice

# On every screen of the synthetic ward.
frame-demo = DEMO – synthetic patients

# While the first answer has not come.
frame-loading = Looking it up…

# Back to where one came from.
frame-back = Back

# Leaves a panel without doing anything.
frame-cancel = Cancel

# The board.
frame-ward-board = Ward board

# The caseload.
frame-my-patients = My patients

# The ledger of this device.
frame-entries-here = Entries made here

# What was refused.
frame-set-aside = Set aside

# What scores, colours and words mean.
frame-help = Help

# Ends the session.
frame-sign-out = Sign out

# Locks reading at once.
frame-lock-now = Lock

# The menu of screens, for a screen reader.
frame-main-menu = Screens

# Skips the header.
frame-skip = Skip to the main part

# The button that changes the light of the screen.
frame-light-auto = Light: auto

# The same, by day.
frame-light-day = Light: day

# The same, by night.
frame-light-night = Light: night

# The same, in high contrast.
frame-light-contrast = Light: high contrast

# Joins the last of a list to the ones before it.
# $most (String) all but the last, with commas
# $last (String) the last
frame-last-of-list = { $most } and { $last }

## Signing in and the lock

# The screen's heading.
signin-who-are-you = Who are you?

# Above the search field.
signin-search = Find your name

# No name fits.
signin-nobody = Nobody here has such a name. If you have just started, ask the nurse in charge to add you, or chart in an emergency below.

# Nobody at all.
signin-no-staff-yet = This device does not know the ward's staff yet. It asks the server as soon as it can.

# Asks for the PIN.
signin-key-your-pin = Key your six-digit PIN

# Another person.
signin-not-you = Somebody else

# The first sign-in of a person on a device.
signin-needs-server = First time on this device: your PIN is checked with the server.

# On the synthetic ward.
signin-demo-pin = Demo: everybody's PIN is 204060

# Opens the emergency path.
signin-emergency = Chart in an emergency

# Explains it.
signin-emergency-more = No PIN, no reading: you can chart and it escalates. What you chart is marked, and a colleague countersigns it.

# Above the name's field.
signin-emergency-name = Your name, as you sign

# Goes on.
signin-emergency-go = Go on to chart

# While the PIN is checked.
signin-checking = Checking…

# The screen that covers everything while reading is locked.
signin-locked = Reading is locked

# Explains it.
signin-locked-more = Nothing was touched for a while. Your PIN opens it again.

# Another person takes the device.
signin-switch = Somebody else: sign out

# The digits keyed so far, for a screen reader.
# $n (Number) how many
signin-keyed = { $n } of 6 digits

# The heading of a group of people.
signin-healthcare-assistants = Healthcare assistants

# The same.
signin-students = Students

# The same.
signin-registered-nurses = Registered nurses

# The same.
signin-nurses-in-charge = Nurses in charge

# The same.
signin-therapists = Therapists

# The same.
signin-doctors = Doctors

# The same; they are programs.
signin-systems = Systems

## The ward board

# An empty bed.
board-unoccupied = Unoccupied

# No set yet.
board-no-score = No score yet

# The strip above the board.
board-needs-action = Needs action now

# Nothing in the strip.
board-nothing-urgent = No alert is open, no patient scores 5 or more, and none is overdue.

# A row's button.
board-observe = Observe

# Another patient has a name like it.
board-like-name = Name alike on this ward

# Something that asks for help was refused by the server.
board-unverified = Unverified alert: look at the patient now

# The same on the wall.
board-unverified-short = Unverified

# The same on the wall.
board-repeat-now-short = Repeat now

# Two people recorded something differently.
board-conflict = Recorded differently

# The row of a caseload without patients.
board-nobody-yours = You look after nobody yet. Open a patient from the ward board and choose “Look after”.

# A ward without beds.
board-no-beds = This ward has no beds on this device yet. They arrive with the first contact with the server.

# Before enrolment.
board-no-ward = This device has not been given a ward yet.

# Looked after by nobody.
board-nobody = Nobody named

# In the first minute, on the wall.
board-now = now

# Due and not yet overdue, on the wall.
board-due = due

# Nothing is planned, on the wall.
board-no-set = no set planned

# On the way to another ward, on the wall.
board-leaving = Leaving

# On the way here, on the wall.
board-coming = Coming

# Opens the wall view.
board-wall = Wall view

# Leaves the wall view.
board-leave-wall = Leave wall view

# A later set is incomplete.
board-later-incomplete = a later set is incomplete

# A set of a device whose clock nobody checked stands beside the score.
board-unchecked-clock = taken by a tablet with an unchecked clock; may be newer

# The set that gave the status was withdrawn.
board-repeat-now = Repeat the set now: the last one was withdrawn

# The patient died or left while on the board.
board-ended-discharged = Discharged

# The patient died.
board-ended-died = Died

# The columns.
board-column-bed = Bed

# A column.
board-column-patient = Patient

# A column.
board-column-score = NEWS2

# A column.
board-column-trend = Trend

# A column.
board-column-next = Next set

# A column.
board-column-by = Looked after by

# The age of a status, in place of calm.
# $span (String) a length of time
board-status-from = from { $span } ago

# The trend in words.
board-trend-none = no trend yet

# The same.
board-trend-first = first score

# The same.
board-trend-up = rising

# The same.
board-trend-same = unchanged

# The same.
board-trend-down = falling

# Entries of a stay that nobody else can see.
# $n (Number) how many
board-unsent-entries = { $n ->
    [0] no entries only on this device
    [one] 1 entry only on this device
   *[other] { $n } entries only on this device
}

# A device of the ward that has been silent.
# $label (String) the name on the device
# $age (String) a length of time
board-silent-heard = { $label }: the server has not heard from it for { $age }. It may hold entries that nobody has seen.

# The same.
# $label (String) the name on the device
board-silent-never-heard = { $label }: the server has never heard from it. It may hold entries that nobody has seen.

# The same, by what was charted.
# $label (String) the name on the device
# $age (String) a length of time
board-silent-charted = { $label }: nothing charted on it has come for { $age }. It may hold entries that nobody has seen.

# The same.
# $label (String) the name on the device
board-silent-never-charted = { $label }: nothing charted on it has come yet. It may hold entries that nobody has seen.

# How old it is what is known of silent devices.
# $span (String) a length of time
board-known-from = Known from { $span } ago: what the server has heard since, this device cannot know.

# The heading above the silent devices.
# $n (Number) how many
board-devices-not-heard = { $n ->
    [0] No devices not heard from
    [one] 1 device not heard from
   *[other] { $n } devices not heard from
}

# How old the board's data is.
# $age (String) such as: 7 min ago
board-refreshed-at = Refreshed { $age }

# The board's caption for a screen reader.
# $title (String) the ward
# $patients (String) such as: 3 patients
# $beds (String) such as: 12 beds
board-summary = { $title }: { $patients } in { $beds }, by bed

# Patients with their number.
# $n (Number) how many
board-patients = { $n ->
    [0] no patients
    [one] 1 patient
   *[other] { $n } patients
}

# Beds with their number.
# $n (Number) how many
board-beds = { $n ->
    [0] no beds
    [one] 1 bed
   *[other] { $n } beds
}

# How many patients, after the number.
board-count-high = at 7 or more

# The same.
board-count-medium = at 5 or 6

# The same.
board-count-single = with a single 3

# The same.
board-count-overdue = overdue

# The same.
board-count-unscored = without a score

# How many beds, after the number.
# $n (Number) how many
board-count-free = { $n ->
    [one] free bed
   *[other] free beds
}

# The same on a wall, in as few letters as there is room for.
board-wall-high = at 7+

# The same.
board-wall-medium = at 5–6

# The same.
board-wall-single = single 3

# The same.
board-wall-overdue = overdue

## What went wrong

# Added to what the transport saw.
errors-not-reached = Whatever was saved before is safe on this device. What you are keying is kept on this screen; try again.

# A screen of another chunk that did not come.
errors-chunk-missing = This screen could not be opened. Nothing was lost.

# The way back from it.
errors-to-the-ward = Back to the ward

# After half an update.
errors-garbled = The screen and the application do not fit together, as after an update that is only half done. Nothing was lost. Close Wardlight and open it again.

# The whole page has lost its shell.
errors-cannot-be-reached = Wardlight cannot be reached

# Under it.
errors-cannot-be-reached-more = The part of Wardlight that keeps the record does not answer. Nothing that was saved is lost. This screen keeps trying. What it shows may be out of date: if you need to chart now, use paper.

# Asks once more.
errors-try-again = Try again

# Above an old answer whose question now fails.
# $age (String) such as: 7 min ago
errors-last-refreshed = What you see was last refreshed { $age }. It may be out of date.

# The heading above an error's own words.
errors-not-signed-in = You are signed out

# The same.
errors-locked = Reading is locked

# The same.
errors-wrong-pin = That PIN is not right

# The same.
errors-pin-paused = Too many wrong PINs

# The same.
errors-needs-server = The first sign-in here needs the server

# The same.
errors-not-allowed = Your role may not do this

# The same.
errors-not-found = Not found on this device

# The same.
errors-invalid = Please look at this again

# The same.
errors-bed-changed = The patient's bed has changed

# The same.
errors-already-changed = Somebody changed this meanwhile

# The same.
errors-disk-full = This device is full

# The same.
errors-storage = This device's storage failed

# The same.
errors-internal = Wardlight failed

## Help and the NEWS2 card

# The screen.
help-title = Help

# What each score asks for on this ward.
help-what-to-do = When a score is high

# Before its table.
help-what-to-do-more = A score never stands in for your judgement. If you are worried, tell somebody, whatever the score: the button “I am worried” does that.

# Before the number to ring.
help-emergency = In an emergency ring

# The score card.
help-card = How the score is made

# Before the card.
help-card-more = Each sign scores 0 to 3; the sum is the NEWS2. A sign that was not recorded is not 0: the score is then incomplete and says “at least”.

# Under the card, as the Royal College asks for.
help-acknowledgement = Reproduced from: Royal College of Physicians. National Early Warning Score (NEWS) 2: Standardising the assessment of acute-illness severity in the NHS. Updated report of a working party. London: RCP, 2017.

# The head of the signs.
help-sign = Sign

# Rows of the card that no number fills.
help-scale-1 = SpO₂ scale 1 (%)

# The other scale.
help-scale-2 = SpO₂ scale 2 (%)

# Under the card: when scale 2 is used.
help-scale-2-more = Scale 2 is only for a patient for whom a doctor has prescribed 88–92%: it is decided on the patient's page and never inside a set.

# What each colour means.
help-colours = Colours and shapes

# Before them.
help-colours-more = Every colour comes with a shape and a number or a word, so that none is needed alone.

# How far an alert was answered.
help-alerts = What became of an alert

# Where an entry is.
help-whereabouts = Where an entry is

# Before it.
help-whereabouts-more = You can chart without Wi-Fi. An entry is safe on this device before the screen says Saved, and goes to the server by itself. Until then nobody else sees it: tell them.

# How to find one's way.
help-first = First time here?

# Heads of that table.
help-asked-score = NEWS2

# The same.
help-asked-observe = Observe

# The same.
help-asked-who = Who does what

# The same.
help-asked-told = Who is told

# One sign's points, in words.
help-points-0 = 0 points

# The same.
help-points-1 = 1 point

# The same.
help-points-2 = 2 points

# The same.
help-points-3 = 3 points

# What a whole score's colour says, in the order of the points.
help-risk-low = Low: 0 to 4

# The same.
help-risk-low-medium = Low–medium: a single sign scores 3

# The same.
help-risk-medium = Medium: 5 or 6

# The same.
help-risk-high = High: 7 or more

# The other marks of a score.
help-at-least = Incomplete: at least so much. A sign is missing, so take it.

# An old score.
help-stale = Hatched: overdue. The number is from the last set, and how long ago stands beside it.

# What each stage says.
help-stage-1 = Nobody told

# What it says.
help-stage-1-more = Tell somebody and say so: “I have told them”.

# The next: its name.
help-stage-2 = Told

# What it says.
help-stage-2-more = Somebody was told and has not answered. It climbs to the next person by itself.

# The next: its name.
help-stage-3 = Accepted

# What it says.
help-stage-3-more = Somebody is coming.

# The next: its name.
help-stage-4 = Seen

# What it says.
help-stage-4-more = Somebody is, or was, with the patient.

# The next: its name.
help-stage-5 = Plan

# What it says.
help-stage-5-more = There is a plan. Small rises stay quiet until it ends.

# The next: its name.
help-stage-6 = Not escalated

# What it says.
help-stage-6-more = A registered person decided so, with a reason.

# In the order of a shift.
help-step-1 = Find your patient

# What it says.
help-step-1-more = Scan the wristband, or tap the bed on the ward's board. Read name and date of birth aloud.

# The next: its name.
help-step-2 = Take a set

# What it says.
help-step-2-more = Tap Observe. Key each sign as you read it; the next row opens by itself. Leave out what you could not take and say why. Nothing is filled in for you.

# The next: its name.
help-step-3 = Look at the score before you save

# What it says.
help-step-3-more = The button names the patient and the score. If it is high, it says what is asked.

# The next: its name.
help-step-4 = Tell somebody

# What it says.
help-step-4-more = After a high score the next screen says whom to ring and what to say. Press when you have.

# The next: its name.
help-step-5 = Made a mistake?

# What it says.
help-step-5-more = Undo works for a few seconds. After that correct the set: the old value stays, struck through.

# The next: its name.
help-step-6 = Before you go

# What it says.
help-step-6-more = Under your name, “Entries made here” shows whether everything is on the server. Sign out.

# What a nurse asks that is no step of a set.
help-how = How do I…?

# A question: its name.
help-how-1 = Scan a wristband

# Its answer. The button is camera-open.
help-how-1-more = On the screen Find a patient, beside any form or note, or under “…” beside a set, press “Scan with the camera”, or use a scanner on any screen. Nothing is saved on a scan: the screen asks whether this is the patient.

# The next: its name.
help-how-2 = Look closer at the chart

# Its answer. The button is zoom-all.
help-how-2-more = On the trend, spread two fingers or press +, and drag to move. “All” shows the whole time again. Touch a set to read it in words.

# The next: its name.
help-how-3 = Put right what was refused

# Its answer. The link is frame-set-aside.
help-how-3-more = Under your name, “Set aside” lists what the server did not accept, and why. Nothing of it is lost: send it again, chart it anew, or state it in your name once you have checked it.

# The next: its name.
help-how-4 = Change the language

# Its answer.
help-how-4-more = Under your name or where you sign in, if your hospital offers others. The record and paper stay in English, so that everybody who cares for the patient can read them.

# The next: its name.
help-how-5 = Have it on paper

# Its answer. The link is ward-more.
help-how-5-more = The chart of 72 hours and the report of the stay are under “Move, discharge, more” on the patient's page; the handover prints from its own screen. If Wardlight cannot be reached, use the ward's downtime pack: the last 72 hours of every patient, where your hospital keeps it.

# For which scores a response is.
help-trigger-routine = 0

# The same.
help-trigger-ward = 1 to 4

# The same.
help-trigger-single = 3 in a single sign

# The same.
help-trigger-urgent = 5 or 6

# The same.
help-trigger-emergency = 7 or more

# After how many minutes without an answer the next one is told.
# $who (String) who is told first, with the number to ring
# $minutes (Number) minutes
help-told-next = { $who }. No answer in { $minutes } min: the next one

## The form of observations

# The screen's name.
observe-title = Observations

# Its name when a set is corrected.
observe-title-amend = Correct a set

# Its name when one sign is measured again.
observe-title-recheck = Recheck: one sign, beside the set

# Asks which.
observe-which-sign = Which sign did you measure again?

# In the Save bar of a recheck.
observe-recheck-state = A second reading; the set's score stays

# After it is saved.
observe-recheck-saved = Second reading saved. It stands beside the set, whose score and due time stay, unless this reading asks for more. If the patient has changed, take a whole set.

# Opens the counter of breaths.
observe-count = Count

# Opens the form for both pressures.
observe-lying-standing = Lying and standing BP

# Locks the screen for wiping it.
observe-clean = Clean screen

# While it is wiped.
observe-cleaning = Wipe the screen now

# The key that goes on.
observe-next = Next

# The back key, for a screen reader.
observe-backspace = Back one digit

# The keys.
observe-keypad = Number keys

# Air.
observe-air = Air

# Oxygen.
observe-oxygen = Oxygen

# Opens the reasons for one sign.
observe-unable = Unable

# Answers a soft check.
observe-keep = Keep

# Answers a soft check.
observe-re-enter = Re-enter

# Answers a question about the oxygen device.
observe-choose = Choose

# Answers a question about the oxygen device.
observe-leave-out = Leave

# The reasons for everything missing.
observe-why-missing = One reason for all that is missing:

# The reasons when nothing was keyed.
observe-why-nothing = Why could nothing be recorded? One reason covers the set.

# Under the reason that escalates.
observe-too-unwell = Too unwell to measure

# Under it.
observe-too-unwell-more = Counts as an emergency, whatever the score

# Another reason, in words.
observe-other-reason = Another reason

# Above its text field.
observe-other-reason-label = The reason, in a few words

# Uses what was typed.
observe-use-this = Use this

# Above the oxygen devices.
observe-which-device = How is oxygen given?

# Leaves the device for later.
observe-not-now = Leave it out

# Above the flows.
observe-which-flow = Flow, litres a minute

# Above the percentages.
observe-which-fio2 = Inspired oxygen, per cent

# Above the times.
observe-when-taken = When was it taken?

# The time of the first key.
observe-now = Now

# A time of one's own.
observe-other-time = Other time

# Above the clock's keys.
observe-key-the-time = Key the time, 24-hour

# Uses the time.
observe-set-time = Use this time

# The remark.
observe-remark = Remark

# Above the remark.
observe-remark-label = Remark (optional, with the set)

# The button that opens what is not needed every time.
observe-more = More

# Nothing at all could be recorded.
observe-whole-set = Set not recorded…

# Throws the draft away.
observe-discard = Discard this set

# Why so late.
observe-why-late = It was taken more than an hour ago. Why is it entered now?

# Why corrected.
observe-why-corrected = Why is it corrected? The old values stay readable.

# Keeps the corrected set's own time.
observe-as-before = As before

# What is left could not be recorded.
observe-rest-of-set = Rest not recorded…

# Closes a text.
observe-done = Done

# Answers "nearly all as in the last set".
observe-measured-now = Measured now: keep

# Leaves the form for the patient.
observe-to-patient = Patient

# Under a floor while more is to come.
observe-so-far = so far

# Under a set that is not scored.
observe-no-score = no score

# Shown once nothing is left to key.
observe-nothing-left = Everything is keyed. Look it over, then save.

# Shown when an old draft stands as it is.
observe-frozen = These values are from the draft. New values begin a new set.

# While saving.
observe-saving = Saving…

# Asked where a save is refused because the patient moved.
observe-still-this-patient = Yes, this is the patient: save

# Leaves without saving.
observe-do-not-save = Do not save

# The form keeps its pad while reading is locked.
observe-locked-pad = Reading is locked. Go on keying; your PIN is asked for at Save.

# Above the PIN at Save.
observe-pin-to-save = Key your PIN to save

# Saves without a PIN.
observe-save-without-pin = Save without it

# Explains that.
observe-save-without-pin-more = The set is saved and escalated all the same. It is marked as charted without a PIN, and a colleague countersigns it.

# Takes up a draft.
observe-take-up = Go on with it

# Takes up an old draft.
observe-take-up-old = Look at it, to save as it is

# Begins anew.
observe-begin-anew = Begin a new set

# Says what becomes of the draft.
observe-begin-anew-more = beginning a new set throws the draft away.

# Above the time in the banner.
observe-taken = Taken

# After saving.
observe-undo = Undo

# After undoing.
observe-undone = Undone. The set stays in the record, struck through, and no longer counts.

# After saving without a server.
observe-nobody-told = Nobody else has been told. Ring now:

# The same once the server has it.
observe-nobody-answered = On the server. Nobody has accepted yet. If you have not rung, ring now:

# Asked of whoever charts without a PIN, over the bed and the identifiers.
observe-is-this-the-patient = Is this the patient?

# Before a bed's name.
observe-bed = Bed

# How to know.
observe-ask-them = Ask for their name and date of birth, or read the wristband.

# The record does not say who this is.
observe-not-enough = It is not known who this is: there is only the bed. You can chart.

# Another patient: back to the beds.
observe-not-them = No, another patient

# Said of a concern: nobody was asked who the patient is.
observe-not-asked = Not asked

# It could not be checked.
observe-not-checked = I cannot check. Chart all the same

# Above a draft that is offered again.
# $at (String) a time
# $age (String) a length of time
observe-draft-old = A set begun at { $at } ({ $age } ago) was not saved. It is too old to be mixed with new values: save it as it is, at its own time, or begin anew.

# The same, of a young one.
# $at (String) a time
# $age (String) a length of time
observe-draft-young = You began a set at { $at } ({ $age } ago) and did not save it.

# A soft check's question where there is little room.
observe-short-arrest = Cardiac arrest?

# The same.
observe-short-unusual = Unusual. Measured?

# The same.
observe-short-jump = Great change. Measured?

# The same.
observe-short-pulse-pressure = Close or far apart. Right?

# The same.
observe-short-swapped = As the last diastolic. Right box?

# The same.
observe-short-exchanged = Exchanged with BP?

# The same.
observe-short-as-spo2 = As SpO₂. Right box?

# The same.
observe-short-as-last = As last time. Measured?

# The same.
observe-short-36 = 36.0 a third time?

# The same.
observe-short-shift = 10° off. A wrong digit?

# The same.
observe-short-device = Which device?

# The same.
observe-short-delivery = How much?

# How a set lies against the oxygen that is prescribed: to think about, in the row.
# $target (String) nothing, or a space and a range in per cent
observe-above = Above target{ $target }: turn oxygen down? Tell the nurse in charge or a doctor.

# The same.
# $target (String) nothing, or a space and a range in per cent
observe-below = Below target{ $target }: check probe, airway, oxygen. Tell the nurse in charge or a doctor.

# The same.
observe-not-prescribed = Not prescribed: give what is needed, and ask for a prescription.

# The same.
observe-other-device = Not the device prescribed: change it, or tell the prescriber.

# The same.
observe-other-amount = Not the amount prescribed: change it, or tell the prescriber.

# Under SpO₂, in little room.
# $range (String) in per cent: 88–92
observe-target = target { $range }%

# The advice above where there is little room.
observe-above-short = Above target: turn down? Tell a nurse

# The same.
observe-below-short = Below target: tell a nurse

# The same.
observe-not-prescribed-short = Not prescribed: ask

# The same.
observe-other-device-short = Not the device prescribed

# The same.
observe-other-amount-short = Not the amount prescribed

# Why a key did nothing: a temperature has three digits.
observe-three-digits = Three digits: 37.0 is 3 7 0

# The same.
# $low (String) the lowest number that can be
# $high (String) the highest
observe-can-be = Can be { $low } to { $high }

# The same.
observe-not-a-number = Not a number

# The first line of the Save bar: whose set it is.
# $name (String) the patient
# $bed (String) the bed
observe-save-name = Save for { $name } – { $bed }

# The same, while reading is locked.
# $bed (String) the bed
observe-save-bed = Save for bed { $bed }

# Says in one act who is charted for.
# $bed (String) the bed
observe-yes-in = Yes, this is the patient in { $bed }

# The second line of the Save bar, before the first key.
observe-nothing-keyed = Nothing keyed yet

# The live score.
# $total (Number) points
# $before (Number) the last complete total
observe-score-was = NEWS2 { $total } (was { $before })

# The same, of a first set.
# $total (Number) points
observe-score-first = NEWS2 { $total } (first)

# The same, while reading is locked.
# $total (Number) points
observe-score-alone = NEWS2 { $total }

# The same, of a patient who is too unwell to measure.
# $points (Number) points so far
observe-score-unwell = Too unwell to measure: emergency. At least { $points }

# The same, while something is missing.
# $n (Number) how many signs
# $points (Number) points so far
observe-score-missing = NEWS2 incomplete – { $n } missing; at least { $points }

# The same, of a set that has no score.
observe-without-score = Recorded without a NEWS2 score

# The live score for a screen reader.
# $total (Number) points
# $risk (String) such as: low
observe-spoken-risk = NEWS2 { $total }, { $risk } risk

# The same.
# $points (Number) points so far
observe-spoken-unwell = Too unwell to measure: emergency. NEWS2 at least { $points }.

# The same.
# $points (Number) points so far
# $signs (String) such as: pulse and temperature
observe-spoken-missing = NEWS2 incomplete, at least { $points }. Missing: { $signs }. The patient's score does not change.

# The scores under both scales while they are in dispute.
# $here (String) a score
# $other (String) a score
observe-scales-disputed = The SpO2 scale is in dispute: { $here } under this one, { $other } under the other. Act on the higher.

# The last value beside a row, for a screen reader.
# $value (String) a value
# $time (String) a time
observe-last = last { $value } at { $time }

# The change since the last value, for a screen reader.
# $time (String) a time
observe-delta-none = unchanged since { $time }

# The same.
# $amount (String) by how much
# $time (String) a time
observe-delta-up = up { $amount } since { $time }

# The same.
# $amount (String) by how much
# $time (String) a time
observe-delta-down = down { $amount } since { $time }

# Oxygen as it was at the last set, to be taken over with one tap.
# $how (String) such as: nasal cannulae 2 L/min
observe-still-so = Still: { $how }?

# Oxygen without a device.
observe-some-oxygen = oxygen

# The time on its button.
observe-taken-now = Taken now

# The same.
# $time (String) a time
observe-taken-time = Taken { $time }

# Signs that still lack a value and a reason.
# $signs (String) such as: pulse and temperature
observe-signs-still-missing = Still missing: { $signs }. Save asks why.

# Signs still to key.
# $signs (String) such as: pulse and temperature
observe-signs-missing = Missing: { $signs }

# The total before, beside the new one.
# $total (Number) points
observe-total-was = was { $total }

# A floor, large.
# $total (Number) points
observe-floor = NEWS2 at least { $total }

# The bed is another one now.
# $before (String) the bed when the form was opened
# $now (String) the bed now
observe-bed-is-now = When you opened this form the patient was in { $before }. Now: { $now }. Is this the patient?

# The same, when nobody knows where.
# $before (String) the bed when the form was opened
observe-bed-was = When you opened this form the patient was in { $before }. Look at the wristband: is this the patient?

# Minutes back.
# $minutes (Number) minutes
observe-back-by = −{ $minutes } min

# After saving, whose set it is.
# $name (String) the patient
# $bed (String) the bed
observe-saved-name = Saved for { $name } – { $bed }

# The same, while reading is locked.
# $bed (String) the bed
observe-saved-bed = Saved for bed { $bed }

# When the next set is due.
# $at (String) a time
observe-next-now = Next set due now ({ $at })

# The same.
# $at (String) a time
# $span (String) a length of time
observe-next-in = Next set due { $at }, in { $span }

# After saving an incomplete set.
# $points (Number) points so far
# $signs (String) such as: pulse and temperature
observe-saved-incomplete = NEWS2 incomplete: at least { $points }. Missing: { $signs }. The next set is due no later than before, and the score on the board does not get better.

# How long the screen still rests.
# $seconds (Number) seconds
observe-touch-rests = Touch rests for { $seconds } s. Nothing is lost.

# The undo button with the time it has left.
# $seconds (Number) seconds
observe-undo-left = Undo ({ $seconds } s)

# Above the reasons for one sign.
# $sign (String) a sign
observe-why-not = { $sign }: why not?

# Above the points of each row.
observe-points-head = Points

## The counter of breaths

# On the button before the first breath.
breaths-begin = Tap with each breath

# Under it.
breaths-begin-more = Five even breaths give a rate

# So far too few for a rate.
breaths-counting = Go on

# The last breaths were even.
breaths-steady = Even

# They were not.
breaths-unsteady = Not even yet. Go on

# Near a band that scores, or irregular.
breaths-go-on = Low, high or irregular: count the full minute

# The minute is over.
breaths-whole = in a full minute

# Nobody tapped to its end.
breaths-stopped = The taps stopped before the minute was over. Tap to begin again, or key your own count.

# How it stands, with what is left of the minute.
# $how (String) one of the sentences above
# $left (Number) seconds
breaths-left = { $how } ({ $left } s)

# Takes a rate.
# $rate (Number) breaths a minute
breaths-take-it = Use { $rate }

# Takes one that asks for the full minute.
# $rate (Number) breaths a minute
breaths-take-it-early = Use { $rate } without the full minute

# For a screen reader.
# $rate (Number) breaths a minute
# $how (String) how it was counted
breaths-rate = { $rate } a minute, { $how }

# For a screen reader, where the full minute is asked for.
# $rate (Number) breaths a minute
# $how (String) how it was counted
breaths-rate-early = { $rate } a minute, { $how }. Count the full minute

## Names of signs and scores

# A sign in the middle of a sentence.
names-respirations = respirations

# The same.
names-spo2 = SpO₂

# The same.
names-air-or-oxygen = air or oxygen

# The same.
names-blood-pressure = blood pressure

# The same.
names-pulse = pulse

# The same.
names-consciousness = consciousness

# The same.
names-temperature = temperature

# A sign at the head of a narrow row.
names-short-resps = Resps

# The same.
names-short-air = Air or O₂

# The same.
names-short-bp = BP

# The same.
names-short-pulse = Pulse

# The same.
names-short-acvpu = ACVPU

# The same.
names-short-temp = Temp

# A field for a screen reader, with its unit in full.
names-field-set = the set

# The same.
names-field-respirations = Respirations, breaths a minute

# The same.
names-field-spo2 = Oxygen saturation, per cent

# The same.
names-field-oxygen = Air or oxygen

# The same.
names-field-device = Oxygen device

# The same.
names-field-flow = Oxygen flow, litres a minute

# The same.
names-field-fio2 = Inspired oxygen, per cent

# The same.
names-field-systolic = Systolic blood pressure, millimetres of mercury

# The same.
names-field-diastolic = Diastolic blood pressure, millimetres of mercury

# The same.
names-field-pulse = Pulse, beats a minute

# The same.
names-field-consciousness = Level of consciousness

# The same.
names-field-temperature = Temperature, degrees Celsius

# A risk in the middle of a sentence.
names-risk-low = low

# The same.
names-risk-low-medium = low to medium

# The same.
names-risk-medium = medium

# The same.
names-risk-high = high

# Two beds, where people placed the patient differently.
# $first (String) a bed
# $other (String) another
names-bed-or = { $first } or { $other }

# A sign at the head of a row.
names-sign-respirations = Respirations

# The same.
names-sign-oxygen = Air or oxygen

# The same.
names-sign-bp = Blood pressure

# The same.
names-sign-pulse = Pulse

# The same.
names-sign-consciousness = Consciousness

# The same.
names-sign-temperature = Temperature

# A risk by itself.
names-risk-label-low = Low

# The same.
names-risk-label-low-medium = Low–medium

# The same.
names-risk-label-medium = Medium

# The same.
names-risk-label-high = High

# A level of consciousness; its letter stands before it and stays.
names-level-alert = Alert

# The same.
names-level-confusion = New confusion

# The same.
names-level-voice = Responds to voice

# The same.
names-level-pain = Responds to pain

# The same.
names-level-unresponsive = Unresponsive

# A role.
names-role-assistant = Healthcare assistant

# The same.
names-role-student = Student

# The same.
names-role-nurse = Registered nurse

# The same.
names-role-in-charge = Nurse in charge

# The same.
names-role-therapist = Therapist

# The same.
names-role-doctor = Doctor

# The same.
names-role-system = System

# A gender, as the banner has it; never abbreviated.
names-gender-male = Male

# The same.
names-gender-female = Female

# The same.
names-gender-other = Other Specific

# The same.
names-gender-not-known = Not Known

# The same.
names-gender-not-specified = Not Specified

## Ages and waits

# A length of time.
times-moment = under a minute

# The same.
# $n (Number) minutes
times-min = { $n } min

# The same.
# $n (Number) hours
times-h = { $n } h

# The same.
# $hours (Number) hours
# $minutes (Number) minutes
times-h-min = { $hours } h { $minutes } min

# The same, of two days or more.
# $n (Number) days
times-d = { $n } days

# A length of time for a screen reader.
# $n (Number) minutes
times-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}

# The same.
# $n (Number) hours
times-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}

# The same.
# $n (Number) days
times-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}

# The same.
# $hours (String) such as: 2 hours
# $minutes (String) such as: 5 minutes
times-hours-minutes = { $hours } and { $minutes }

# Less than a minute ago.
times-just-now = just now

# Still to come.
# $span (String) a length of time
times-in-future = in { $span }

# Past.
# $span (String) a length of time
times-past = { $span } ago

# Nothing is planned: what, and then how long.
times-no-set = no set

# The second half of it.
times-planned = planned

# Due: what, before how long.
times-due = due

# The second half of it.
times-now = now

# Before a length of time.
times-due-in = due in

# Before a length of time.
times-overdue = overdue

# For a screen reader.
times-none-planned = no observations planned

# The same.
times-spoken-now = observations due now

# The same.
# $span (String) a length of time
times-spoken-in = observations due in { $span }

# The same.
# $span (String) a length of time
times-spoken-ago = observations were due { $span } ago

# The same.
# $span (String) a length of time
times-spoken-overdue = observations overdue by { $span }

## A score as a status

# Beside the number, or in its place.
score-none = No score yet

# The same.
score-no-score = No score

# The same.
score-too-unwell = Too unwell

# The same.
score-under-16 = Under 16

# The same.
score-maternity = Maternity

# The same.
score-age-unknown = Age unknown

# The same.
score-at-least-low = At least low

# The same.
score-at-least-low-medium = At least low–med

# The same.
score-at-least-medium = At least medium

# The same.
score-at-least-high = High

# For a screen reader.
score-none-spoken = No NEWS2 score yet

# The same.
# $points (Number) points so far
# $risk (String) such as: low
score-incomplete-spoken = NEWS2 at least { $points }, incomplete, { $risk } risk

# The same.
# $points (Number) points so far
score-unwell-spoken = Emergency: too unwell to measure, NEWS2 at least { $points }

# After the points of one sign.
# $n (Number) points
score-points = { $n ->
    [one] point
   *[other] points
}

# The little line of scores, for a screen reader.
# $words (String) words
score-last-scores = Last scores: { $words }

# One of them that is incomplete.
# $points (Number) points so far
score-floor-spoken = at least { $points }

# Why there is no score, and what to use.
score-advice-under-16 = NEWS2 is not for patients under 16. Use the paediatric chart (PEWS).

# The same.
score-advice-pregnancy = NEWS2 is not for pregnant or recently pregnant patients. Use the maternity chart (MEWS).

# The same.
score-advice-age-unknown = The date of birth is not known, so NEWS2 cannot be used yet. Record it, or use the chart for the age.

## How far an alert was answered

# On a row of the board: two or three words.
episode-no-answer = No answer

# The same.
episode-nobody-told = Nobody told

# The same.
episode-not-accepted = Not accepted

# The same.
episode-accepted = Accepted

# The same.
episode-not-escalated = Not escalated

# The same.
episode-with-patient = With patient

# The same.
episode-plan-made = Plan made

# The same.
episode-closed = Closed

# The clock of an alert in its first minute.
episode-just-now = just now

# On a card of the strip, where nobody owns it.
episode-nobody-accepted = Nobody has accepted

# What to read out.
episode-say = What to say: a draft from the record

# Asks who.
episode-told-whom = Whom did you tell?

# Asks for a name.
episode-their-name = Their name, if you know it

# Asks how; each answer writes it down.
episode-told-how = How? This writes it down.

# Explains accepting.
episode-accept-more = Whoever accepts is named as the one who answers for it, and it goes on to nobody else for now.

# Explains attending.
episode-attend-more = Say so when somebody who can act is at the bed.

# Does it.
episode-i-accept = I accept it

# Does it.
episode-i-am-there = I am with the patient

# A name in their stead.
episode-somebody-else = Somebody else, by name

# Does it for the one named.
episode-they-accepted = They have accepted

# Does it for the one named.
episode-they-are-there = They are with the patient

# Asks what is to be done.
episode-plan = What is to be done?

# Asks when to look again.
episode-review = Until then the same score is expected

# No such time.
episode-no-review = No such time

# Does it.
episode-save-plan = Save this plan

# Explains it.
episode-not-escalate-more = The alert stays open and on the board, with your name and reason. A rise raises it again.

# Does it.
episode-confirm-not-escalate = Do not escalate, for this reason

# Explains it.
episode-close-more = It leaves the board. A set as high as this one, or a new concern, raises another.

# Does it.
episode-confirm-close = Close this alert

# Asks for words.
episode-in-words = In words

# Does it.
episode-sign-answer = Sign this answer

# Heading.
episode-story = What has happened

# Of a line that quietens nothing.
episode-does-not-count = does not count: their role or PIN does not allow it

# Above an open alert, for a screen reader.
episode-alert = Alert

# Opens the whole.
episode-all-of-it = All about this alert

# The concern button.
episode-concern = I am worried

# The screen.
episode-concern-title = What worries you?

# Under it.
episode-concern-more = You need no score and no reason. Choose what fits, or nothing, and raise it.

# Above the usual worries.
episode-concern-what = Choose as many as you like

# Asks.
episode-concern-signs = Do you see any of these?

# Asks.
episode-concern-from = Who is worried?

# The screen of tasks.
episode-tasks = My tasks

# A level of alert.
episode-level-emergency = Emergency

# The same.
episode-level-urgent = Urgent

# The same.
episode-level-urgent-ward-team = Urgent, ward team

# The same.
episode-level-nurse-to-assess = Nurse to assess

# The same.
episode-level-routine = Routine

# How far an alert has been answered, on its card.
episode-stage-raised = Nobody has been told yet

# The same.
episode-stage-told = Told. Nobody has accepted yet

# The same.
episode-stage-not-escalated = Decided not to escalate

# The same.
episode-stage-attended = Somebody is with the patient

# The same.
# $owner (String) a person
episode-stage-attended-by = Somebody is with the patient. Accepted by { $owner }

# The same.
# $owner (String) a person
episode-stage-accepted-by = Accepted by { $owner }

# The same.
# $owner (String) a person
# $also (String) other people
episode-stage-accepted-by-then = Accepted by { $owner }, then by { $also }

# The same.
episode-stage-planned = There is a plan. Accepted

# The same.
# $owner (String) a person
episode-stage-planned-by = There is a plan. Accepted by { $owner }

# The same.
# $owner (String) a person
# $also (String) other people
episode-stage-planned-by-then = There is a plan. Accepted by { $owner }, then by { $also }

# When it was raised.
# $at (String) a time
# $ago (String) such as: 7 min ago
episode-raised = since { $at }, { $ago }

# Where nobody has answered since earlier, or later, than its level is asked for.
# $since (String) such as: since 02:10, 7 min ago
episode-waiting = Waiting for an answer { $since }

# Whom to tell; the role is the policy’s word, in small letters.
# $whom (String) a role
episode-tell-whom = Tell the { $whom }

# How to reach them.
# $number (String) a telephone number
episode-ring-number = Ring { $number }

# Since when they are asked.
# $since (String) a time
episode-asked-since = Asked since { $since }.

# The same, and when the next step of the chain is.
# $since (String) a time
# $at (String) a time
episode-asked-until = Asked since { $since }. If nobody answers, it is raised again at { $at }.

# The same.
# $since (String) a time
episode-unanswered-since = No answer in time since { $since }.

# The same.
# $since (String) a time
# $at (String) a time
episode-unanswered-until = No answer in time since { $since }. If nobody answers, it is raised again at { $at }.

# Somebody is to be there by then.
# $at (String) a time
episode-attend-by = Somebody is to be with the patient by { $at }

# It is past that time.
# $at (String) a time
episode-attend-late = Nobody with the patient yet; was to be by { $at }

# A button of an alert; it opens a panel.
episode-act-tell = I have told them…

# The same.
episode-act-accept = Accept…

# The same.
episode-act-attend = With the patient…

# The same.
episode-act-plan = Plan…

# The same.
episode-act-not-escalate = Do not escalate…

# The same.
episode-act-infection = Answer…

# The same.
episode-act-close = Close…

# A part of what to read out.
episode-sbar-situation = Situation

# The same.
episode-sbar-background = Background

# The same.
episode-sbar-assessment = Assessment

# The same.
episode-sbar-recommendation = Recommendation

# A way of telling, as a button.
episode-told-in-person = I told them in person

# The same.
episode-told-by-telephone = I told them by telephone

# The same.
episode-told-by-bleep = I told them by bleep

# The same.
episode-told-by-emergency-call = I told them by emergency call

# The clock of the question about infection.
# $since (String) a time
episode-infection-since = The clock runs since { $since }.

# The same.
# $since (String) a time
# $at (String) a time
episode-infection-dose-by = The clock runs since { $since }. Where an infection is suspected, first dose by { $at }.

# Who is worried.
episode-from-staff = I am

# The same.
episode-from-patient = The patient

# The same.
episode-from-family = Family or carer

# Raises a concern.
# $name (String) a person
# $bed (String) a bed
episode-raise-for = Raise a concern for { $name } – { $bed }

# The same.
# $bed (String) a bed
episode-raise-for-bed = Raise a concern for bed { $bed }

# It is written down.
# $name (String) a person
# $bed (String) a bed
episode-concern-saved-for = Concern recorded for { $name } – { $bed }

# The same.
# $bed (String) a bed
episode-concern-saved-bed = Concern recorded for bed { $bed }

# The number for an arrest.
# $number (String) a telephone number
episode-arrest = Cardiac arrest: ring { $number }

# A filter of the tasks.
episode-filter-soon = Due soon

# The same.
episode-filter-all = All

# Nothing to do, by filter.
episode-no-tasks-mine = Nothing to do for the patients you look after. Take a patient on from their page with “Look after”.

# The same.
episode-no-tasks-soon = Nothing is due within the hour.

# The same.
episode-no-tasks-all = Nothing to do.

# Who has taken a task on.
# $names (String) people
episode-taken-on-by = taken on by { $names }

## Where entries are

# Where one entry is.
sync-here = Only on this device

# The same.
sync-on-server = On the server

# The same.
sync-verified = On the server, verified

# The same.
sync-aside = Set aside – see why

# The same as an explanation.
sync-here-more = Saved on this device only. Nobody else can see it yet.

# The same.
sync-on-server-more = The server says that it has it. It has not come back for checking yet.

# The same.
sync-verified-more = It has come back from the server unchanged, and its chain was checked.

# The same.
sync-aside-more = The server or this device refused it. It is kept, and the reason is listed.

# In the line of the device.
# $n (Number) how many
sync-aside-line = { $n ->
    [one] 1 entry set aside.
   *[other] { $n } entries set aside.
}

# The same as a sentence.
# $n (Number) how many
sync-aside-long = { $n ->
    [one] 1 entry was set aside: look at the reasons.
   *[other] { $n } entries were set aside: look at the reasons.
}

# In the line of the device.
sync-disk = This device is almost full.

# The same as sentences.
sync-disk-more = This device is almost full: what you are charting now can still be saved. Use another device next, and tell the nurse in charge.

# What nobody else can see.
# $n (Number) how many
sync-unsent = { $n ->
    [one] 1 entry is only on this device. Nobody else can see it.
   *[other] { $n } entries are only on this device. Nobody else can see them.
}

# Before enrolment.
sync-not-joined = This device is not joined to a server.

# The same in a line.
sync-no-server = No server

# In the line of the device.
# $n (Number) how many
sync-sending = { $n ->
    [one] Sending 1 entry
   *[other] Sending { $n } entries
}

# After what nobody else can see.
sync-being-sent = Being sent now.

# Sent and not yet verified.
# $n (Number) how many
sync-checking = { $n ->
    [one] Everything is on the server. 1 entry is still being checked.
   *[other] Everything is on the server. { $n } entries are still being checked.
}

# All is well.
# $n (Number) how many, two or more
sync-all-verified = All { $n } entries are on the server, verified.

# The same, where nobody counted.
sync-all-verified-uncounted = All entries are on the server, verified.

# The same in a line.
sync-all-on-server = All on the server

# Without contact.
# $at (String) a time
sync-no-contact = No contact since { $at }

# The same, from the beginning.
sync-never-contact = No contact with the server since the start

# Without contact, and nothing waits.
sync-nothing-waits = Nothing is waiting to be sent. What others chart does not arrive here.

# Without contact.
sync-go-on = You can go on charting.

## The patient's page

# Opens the form.
patient-observe = Record observations

# Opens the chart.
patient-chart = Chart

# Takes the patient on.
patient-look-after = Look after

# Hands the patient back.
patient-stop-looking-after = Stop looking after

# Allergies.
patient-no-allergies = No known allergies

# Allergies.
patient-allergies-not-recorded = Allergies not recorded

# Allergies.
patient-known-allergies = Known allergies

# A label.
patient-born = Born

# A label.
patient-nhs-no = NHS No.

# A label.
patient-hospital-no = Hospital No.

# A label.
patient-gender = Gender

# A null value in words.
patient-not-recorded = Not recorded

# A null value in words.
patient-not-known = Not known

# Heading.
patient-recent-sets = Recent observations

# Nothing charted.
patient-no-sets = No observations have been recorded in this stay.

# Heading.
patient-response = What the score asks for

# Heading.
patient-target-heading = Prescribed target

# Another.
patient-no-target = No target

# Heading of the scale.
patient-scale = SpO₂ scale

# The scale's default.
patient-scale-default = The default. Nobody has decided otherwise.

# Opens the decision.
patient-decide-scale = Decide the scale

# Explains the decision.
patient-decide-scale-more = Scale 2 only for hypercapnic respiratory failure with a prescribed target of 88 to 92 %. Sets that are already scored keep their scale.

# Why nobody else sees the button.
patient-scale-not-yours = Decided by the nurse in charge or a doctor.

# Two people decided differently.
patient-scale-disputed = In dispute: until it is settled, the higher score counts.

# Opens the ways to correct a set.
patient-correct = Correct

# Measures one sign of a set again.
patient-recheck = Recheck

# A second reading whose set is not among those shown.
patient-recheck-of-set = Recheck of one sign of an earlier set

# A way to correct.
patient-amend = Change a value

# A way to correct.
patient-in-error = Entered in error

# A way to correct.
patient-wrong-patient = Wrong patient

# Explains it.
patient-in-error-more = The set stays readable, struck through, and no longer counts. If it raised an alert, a repeat is asked for now.

# Explains it.
patient-wrong-patient-more = The set is withdrawn here and charted for the right patient at its own time. Both records say so.

# Asks whose it is.
patient-whose = Whose set is it?

# Asks why.
patient-why = Why?

# Asks for an answer.
patient-answer = Your answer

# Does it.
patient-confirm-in-error = Mark as entered in error

# Does it.
patient-confirm-scale = Sign this decision

# Heading.
patient-conflicts = Two people recorded this differently

# A flag of a set.
patient-late = Entered late

# A flag of a set.
patient-clock-doubtful = The device's clock was not proved

# A flag of a set.
patient-moved-from-another = Moved here from another patient

# A flag of a set.
patient-emergency = Charted without a PIN, to be countersigned

# Heading: entries under names that nobody checked, and students'.
patient-to-countersign = To be countersigned: charted without a PIN, or by a student

# Why there is no button.
patient-countersign-whose = A nurse or a doctor who is signed in with a PIN countersigns.

# Puts one's name under an entry.
patient-countersign = Countersign

# A prescribed target saturation.
# $low (Number) per cent
# $high (Number) per cent
patient-target-range = { $low } to { $high } %

# In place of the time of a set.
patient-time-not-recorded = Time not recorded

# The score of a set, for a screen reader.
# $points (Number) points so far
patient-incomplete-spoken = NEWS2 incomplete, at least { $points }

# The same.
patient-no-score-spoken = No NEWS2 score

# The ways to correct a set, for a screen reader.
# $at (String) a time
patient-correct-set = Correct the set of { $at }

# The same for a screen reader.
# $at (String) a time
patient-recheck-set = Recheck one sign of the set of { $at }

# A second reading and the first.
# $at (String) a time
# $was (String) the first value
patient-rechecked-same = Recheck of { $at }: { $was } then. Both stand

# The same, and by how much it is higher.
# $at (String) a time
# $was (String) the first value
# $by (String) who, or by how much
patient-rechecked-higher = Recheck of { $at }: { $was } then, now { $by } higher. Both stand

# The same, and by how much it is lower.
# $at (String) a time
# $was (String) the first value
# $by (String) who, or by how much
patient-rechecked-lower = Recheck of { $at }: { $was } then, now { $by } lower. Both stand

# How the respiratory rate was counted.
patient-counted-tapped = Respirations counted by taps

# The same.
patient-counted-full-minute = Respirations counted for a full minute

# Moves a set to another patient.
# $name (String) a person
# $bed (String) a bed
patient-confirm-move = Move to { $name } – { $bed }

# Which version counts.
# $what (String) what it is about
patient-meanwhile = Meanwhile: { $what }

# More sets than shown.
# $shown (Number) how many
# $all (Number) how many in all
patient-sets-shown = { $shown } of { $all } sets. The chart shows the others.

# Facts of a newer version.
# $n (Number) how many
patient-newer-entries = { $n ->
    [one] 1 entry was made by a newer version of Wardlight and cannot be shown here. It is kept and passed on. Update this device, and look on another one meanwhile.
   *[other] { $n } entries were made by a newer version of Wardlight and cannot be shown here. They are kept and passed on. Update this device, and look on another one meanwhile.
}

# The age of what this device knows.
# $age (String) such as: 7 min ago
patient-heard-news = Last news of this patient from the server { $age }

# The same.
patient-heard-nothing = No news of this patient from the server yet

# Age in years beside the date of birth.
# $n (Number) how many
patient-years = { $n }y

# What became of a set.
# $name (String) a person
# $at (String) a time
patient-marked-corrected = Corrected by { $name } at { $at }

# The same.
# $name (String) a person
# $at (String) a time
patient-marked-in-error = Entered in error, marked by { $name } at { $at }

# The same.
# $name (String) a person
# $at (String) a time
patient-marked-undone = Undone by { $name } at { $at }

# The same.
# $name (String) a person
# $at (String) a time
patient-marked-moved = Moved to another patient by { $name } at { $at }

# The same.
patient-marked-twice = Two people corrected this set differently; this is one version

# A flag of a set, with who moved it and when.
# $by (String) who, or by how much
patient-moved-here-by = Moved here from another patient by { $by }

# A flag of a set, once somebody has.
# $by (String) who, or by how much
patient-countersigned = Charted without a PIN, countersigned by { $by }

# A flag of a student's set, once somebody has put their name under it.
# $by (String) who, or by how much
patient-signed-for = Countersigned by { $by }

# A set whose score no longer applies, and what to do.
# $advice (String) a sentence
patient-no-longer = This score no longer applies. { $advice }

# A scale.
patient-scale-1 = Scale 1

# The same.
patient-scale-2 = Scale 2 (88–92% prescribed)

## Decisions about a stay

# The card.
decisions-title = Decisions and care

# Leads to prescribed oxygen.
decisions-oxygen = Oxygen prescription

# Nothing stands.
decisions-none = Resuscitation, ceiling of treatment and precautions: not recorded.

# Opens the list of decisions.
decisions-decide = Decide or record…

# A day that is past.
decisions-review-past = review is overdue

# An alert is open while observations are to be stopped.
decisions-stop-with-alert = An alert is open. Stopping observations does not close it: somebody still has to come.

# Above the list of decisions.
decisions-what = What is to be decided or recorded?

# Asks what is on the paper.
decisions-form-says = What does the signed form say?

# Asks for a level.
decisions-how-far = How far is treatment to go?

# Asks for a name.
decisions-decided-by = Decided by (name and grade)

# Asks for a day.
decisions-review-on = Review on (may be left empty)

# Asks for words.
decisions-ceiling-words = What that means for this patient (may be left empty)

# Asks where.
decisions-where-to = Where to?

# Asks when.
decisions-back-in = Back in about

# Not known.
decisions-not-known = Not known

# Asks how often.
decisions-how-often = How often?

# Asks until when.
decisions-until = For how long?

# Why not all intervals are there.
decisions-not-less-often = Observing less often is decided by a registered nurse or a doctor.

# Asks why.
decisions-reason = Reason, in words

# Does it.
decisions-sign = Sign this decision

# Asks for allergies.
decisions-allergic-to = Allergic to, and what happens (one a line)

# What is to go out of the list.
decisions-take-out = Tap what is to be taken out of the list

# Something goes out of the list.
decisions-taken-out = This takes out of the list:

# The ward's own flags.
decisions-ward-flags = Flags

# Why a limb is spared: whoever takes a pressure or blood there has to know.
decisions-limb-words = Why, for example: fistula, no blood pressure

# Asks for the leg.
decisions-which-leg = Which leg?

# A decision, on its button.
decisions-act-resuscitation = Resuscitation

# The same.
decisions-act-ceiling = Ceiling of treatment

# The same.
decisions-act-monitoring = How often to observe

# The same.
decisions-act-relax-monitoring = Observe less often

# The same.
decisions-act-stop = Stop observations

# The same.
decisions-act-restart = Restart observations

# The same.
decisions-act-off-ward = Off the ward

# The same.
decisions-act-back = Back on the ward

# The same.
decisions-act-precaution = Precautions

# The same.
decisions-act-allergies = Allergies

# The same.
decisions-act-pregnancy = Pregnancy

# Explains a decision.
decisions-more-resuscitation = Write here what the signed form says. The signed form is what counts.

# The same.
decisions-more-ceiling = How far treatment is to go, as the senior clinician decided.

# The same.
decisions-more-monitoring = It holds until the time you choose. If the patient gets worse, the score's own interval holds again.

# The same.
decisions-more-stop = No set is due any more. Anybody can still record one, and a set that asks for help still raises an alert.

# The same.
decisions-more-restart = A set is due again within the hour.

# The same.
decisions-more-off-ward = Where to, and when they are expected back. Sets stay due.

# The same.
decisions-more-back = The patient is on the ward again.

# The same.
decisions-more-precaution = Everybody who comes to the bed sees it.

# The same.
decisions-more-allergies = Ask the patient or whoever knows them. The list stands in every header.

# The same.
decisions-more-pregnancy = NEWS2 is not for anybody who is pregnant, or was within the last 6 weeks (42 days). It does not end by itself: say here when it no longer holds.

# An answer.
decisions-not-for-cpr = Not for CPR

# The same.
decisions-for-cpr = For CPR

# The same.
decisions-pregnant-now = Pregnant or recently pregnant

# The same.
decisions-not-pregnant = Not pregnant, or no longer

# What follows from a pregnancy.
decisions-pregnancy-means-no-score = New sets get no NEWS2, so no score raises an alert: use the maternity chart (MEWS). An open alert stays open.

# And from its end.
decisions-pregnancy-means-score = New sets get a NEWS2 again.

# An interval.
# $span (String) a length of time
decisions-every-span = every { $span }

# A leg.
decisions-left-leg = Left leg

# The same.
decisions-right-leg = Right leg

# The same.
decisions-both-legs = Both legs

# A group of precautions.
decisions-group-falls = Falls

# The same.
decisions-group-swallowing = Swallowing

# The same.
decisions-group-help-to-move = Mobility

# The same.
decisions-group-weight-bearing = Weight-bearing

# The same.
decisions-group-limbs = Limbs

## The ledger of this device, and what was set aside

# Explains the list.
entries-explained = What was charted on this device, newest first, and where each entry is now.

# Nothing was charted.
entries-none = Nothing has been charted on this device yet.

# Explains what was set aside.
entries-aside-explained = Entries that could not be accepted. They are kept, they block nothing behind them, and they can be handed over to IT support.

# Nothing was set aside.
entries-nothing-aside = Nothing has been set aside.

# A score that asks for help is in it.
entries-trigger = Unverified: carries a score that asks for help. Go to the patient.

# A link.
entries-the-patient = The patient

# Hands the list over.
entries-export = Show as text to hand over

# Above the text.
entries-exported = Copy this and hand it over

# Brings the same entry once more.
entries-send-again = Send again

# It is being brought.
entries-on-the-way = On its way to the server again.

# The same values as a new set.
entries-chart-anew = Chart it anew

# Says in one's own name who the patient is and where they lie, since the server did not take it from somebody else.
entries-state-again = State it in my name…

# Asks before that is done. Who the patient is and where they lie stands below.
entries-state-again-more = Check that this is right. It is written down in your name, with the times it had, and the ward's other tablets then show this patient.

# How much hangs on it.
# $n (Number) entries of others in the stay
entries-waiting-for-it = { $n ->
    [0] Nobody else has charted this patient here yet.
    [one] 1 entry of somebody else is seen on this tablet alone until then.
   *[other] { $n } entries of others are seen on this tablet alone until then.
}

# Does it.
entries-confirm-state-again = Yes, state it in my name

# The nurse in charge has looked at it.
entries-dismiss = Dismiss…

# Explains it.
entries-dismiss-more = Nothing of it is deleted or taken back: it leaves this list, and the record says who dismissed it and why.

# Asks why.
entries-why = Why it need not reach the server

# Does it.
entries-confirm-dismiss = Dismiss this entry

# Whether everything of a shift is on the server.
entries-receipt = End-of-shift receipt

# Explains it.
entries-receipt-more = What was entered on this device in the shift, and where each entry is. Before you hand the device back: every entry should be verified.

# Asks which.
entries-which-shift = Which shift?

# The last column.
entries-counted-aside = Set aside

# Rows of the counts.
entries-by-you = By you

# Rows of the counts.
entries-by-all = By everybody here

# Above what is not verified.
entries-not-yet = Not verified yet

# Above the text.
entries-receipt-text = Copy this and keep it

# A shift that can be looked at.
entries-this-shift = This shift

# The same.
entries-shift-before = The shift before

# A column of the counts.
entries-counted-entered = Entered

# The same.
entries-counted-verified = Verified

# The same.
entries-counted-on-server = On the server

# The same.
entries-counted-here = Only on this device

# Since when, and as of when.
# $since (String) a time
# $at (String) a time
entries-receipt-span = Entered since { $since }, as of { $at }

## The chart

# The screen's name.
chart-title = Observation chart

# A view.
chart-trend = Trend

# A view: the College's chart, as it is called on a ward.
chart-columns = NEWS2 chart

# A view.
chart-table = Table

# A window.
chart-day = 24 h

# A window.
chart-three-days = 72 h

# A window.
chart-stay = Stay

# Nothing in the window.
chart-empty = No observations in this window.

# After the acknowledgement that the Royal College asks for.
chart-shades = { " " }The shades are adapted for contrast; order, bands and points are the College's.

# The group of windows.
chart-window = How far back

# Shows what was corrected.
chart-corrections = Corrections

# Moves the focus.
chart-earlier = Earlier set

# Moves the focus.
chart-later = Later set

# How to move the focus.
chart-keys = Touch the chart, or use the left and right arrow keys, to read one set.

# Letters that stand for a reason; the letters stay.
chart-letters = Z asleep, R declined, O off the ward, U unable to obtain, ! too unwell, E equipment, P end-of-life plan, C clinician asked, M emergency

# The legend of the trend.
# $letters (String) what each letter stands for
chart-legend-trend = Dot: complete set. Hollow: incomplete. Ring: entered late. Dashed ring: corrected. Square: sent by a device. Triangle: off the scale, with its number. Diamond: a step of an escalation. A letter on a strip's lower edge says why a value is missing: { $letters }. The line breaks where a value is missing and across more than twice the planned interval.

# The legend of the columns.
# $letters (String) what each letter stands for
chart-legend-columns = One column for each set, not to time. Dots are joined, not across a gap. Hollow: not scored. Ring: entered late. Dashed ring: corrected. Square: sent by a device. A bar runs from systolic to diastolic. A letter in a block's lowest row says why a value is missing: { $letters }; a dash: nobody said.

# The window is wider than was asked for.
# $from (String) where or when from
chart-widened = Shown from { $from }, so that the last 3 sets are in view.

# The table's caption.
# $name (String) a person
# $n (Number) how many
chart-caption-sets = { $n ->
    [0] Observations of { $name }: no sets, newest first
    [one] Observations of { $name }: 1 set, newest first
   *[other] Observations of { $name }: { $n } sets, newest first
}

## Finding a patient

# The way there.
find-find-patient = Find a patient

# Above what is typed.
find-what = Name, date of birth, NHS number, hospital number or bed

# Looks.
find-search = Search

# How to find somebody without typing.
find-or-scan = Or scan the wristband: on any screen, at any time.

# Nobody fits.
find-nobody = Nobody was found. Check the spelling, or try a number or the bed.

# More than the list holds.
find-more = There are more. Write more of the name, or a number.

# Asked of whoever scanned.
find-in-front = Is this the patient in front of you?

# The number is known to nobody here.
find-not-found = Not found

# Beside an open form.
find-anothers = This band is another patient's

# The same, beside a form: the band may be anybody's.
find-nothing-lost = Nothing was saved, and what you keyed is still there.

# What became of the page: a form, a fluid balance, a visit, a note.
find-nothing-saved = The page that is open is another patient's. Nothing was saved, and what you keyed is still there.

# Band and record do not say the same.
find-differs = Band and record differ. Make sure who this is before you go on.

# The record, as a column.
find-record = Record

# The band, as a column.
find-band = Band

# How to make sure.
find-ask-them = Ask for their name and date of birth.

# Back to whatever is open.
find-back-to-form = Back to the open page

# Leaves the scan.
find-close = Close

# A scan beside the form of the same patient.
find-same = Identified by wristband

# Band and record say the same of these.
# $parts (String) such as: name and date of birth
find-agree-on = Band and record agree: { $parts }.

# Confirms, and leaves a page that is open for somebody else.
# $bed (String) a bed
find-leave-for = Leave this page: this is bed { $bed }

# Confirms.
find-this-is-them = Yes, this is them

# The same.
# $bed (String) a bed
find-this-is-bed = Yes, this is them, bed { $bed }

## Prescribing oxygen

# Heading.
oxygen-title = Oxygen prescription

# Explains it to whoever may sign.
oxygen-more = Your signature prescribes. It replaces what stands. It does not change the SpO₂ scale, by which sets are scored.

# Explains it to whoever copies.
oxygen-more-on-paper = Copy what stands on paper, with the name of whoever prescribed it. The paper is what counts.

# Asks what to do.
oxygen-what = What is to be written down?

# Does.
oxygen-prescribe = Another prescription

# Ends.
oxygen-stop = Oxygen is stopped

# Asks for a saturation.
oxygen-target-heading = Target saturation

# A range of one's own.
oxygen-other-target = Another range

# Its lower end.
oxygen-low = Lowest, %

# Its upper end.
oxygen-high = Highest, %

# Asks how.
oxygen-device = Given by

# Whatever it needs.
oxygen-any-device = Any device

# Asks when.
oxygen-given = When?

# Always.
oxygen-continuous = All the time

# Now and then.
oxygen-as-needed = As needed to keep to the target

# Asks for a day.
oxygen-review = Review on (may be left empty)

# Asks for a name.
oxygen-on-paper = On paper by (name and grade)

# Does it.
oxygen-sign = Sign this prescription

# Does it.
oxygen-copy = Copy this prescription

# Does it.
oxygen-confirm-stop = Oxygen is no longer prescribed

# The least of an amount.
# $unit (String) a unit
oxygen-from = From, { $unit } (may be left empty)

# The most of an amount.
# $unit (String) a unit
oxygen-to = To, { $unit } (may be left empty)

## Assessments

# Heading of the patient page's section.
assess-title = Assessments

# Forms that are neither due nor begun.
assess-other-forms = Other forms

# Heading of what was charted.
assess-history = Recent assessments

# Heading.
assess-fluid = Fluid balance

# A form that was begun and not saved.
assess-begun-unsaved = Begun, not saved

# A finding that was taken back.
assess-repeat = Repeat now: it was taken back

# Beside a question that need not be answered.
assess-optional = optional

# An answer.
assess-yes = Yes

# An answer.
assess-no = No

# A number that was not keyed, for a screen reader.
assess-empty = not recorded

# Opens the reasons.
assess-not-testable = Not testable

# Under a question that was left out.
assess-missing = Answer this, or say at Save why the form is incomplete.

# Keeps an unusual value.
assess-as-keyed = Yes, as keyed

# For a screen reader.
assess-so-far = Result so far

# Asks for the time.
assess-when = When was it done?

# Back to the form.
assess-answer-them = Go back and answer

# Starts the stopwatch.
assess-start-watch = Start the stopwatch

# Starts the counter.
assess-start-counter = Start, then tap each time

# Stops the stopwatch.
assess-stop = Stop

# The line under the form's name while it is corrected.
assess-amends = You are correcting an assessment. The old answers stay readable.

# Save's second line.
assess-nothing-keyed = Nothing keyed yet

# Save's second line.
assess-why-corrected = Say why it is corrected

# A draft of before.
assess-begin-anew = Throw it away and begin anew

# An answer whose form has changed since.
assess-gone = no longer on the form

# Why it is incomplete, before the reason.
assess-not-complete = Incomplete

# Estimated volumes.
assess-estimated = some of it estimated

# The way to the page of the fluid balance.
assess-fluid-page = Shifts and signatures

# Before the shifts that changed after they were signed.
assess-fluid-reopened = Changed after it was signed. Look, and sign again:

# A label of the fluid table.
assess-fluid-in = In

# The same.
assess-fluid-out = Out

# The same.
assess-fluid-net = Balance

# Beside a question: last time's answer.
# $words (String) words
assess-before = last time: { $words }

# When the form will be due again.
# $interval (String) a length of time
assess-again = To be done again: { $interval }

# Asks why something is missing.
# $n (Number) how many
assess-why-answers-missing = { $n ->
    [0] One answer is missing. Why?
    [one] One answer is missing. Why?
   *[other] { $n } answers are missing. Why? One reason covers all of them.
}

# Save's second line while something is missing.
# $n (Number) how many
assess-answers-missing = { $n ->
    [one] One answer is missing
   *[other] { $n } answers are missing
}

# A draft that was taken up again.
# $at (String) a time
# $span (String) a length of time
assess-begun-at = You began this form at { $at } ({ $span } ago) and did not save it. It keeps that time unless you choose another.

# After Save: when the form is due again.
# $at (String) a time
assess-due-again-now = To be done again now ({ $at })

# The same.
# $at (String) a time
# $span (String) a length of time
assess-due-again-in = To be done again at { $at }, in { $span }

# Under the counter's start button.
# $seconds (Number) seconds
assess-lasts = { $seconds } seconds

# Under the counter.
# $seconds (Number) seconds
assess-seconds-left = tap each time · { $seconds } s left

# A day of fluid.
# $from (String) where or when from
# $until (String) a time
assess-fluid-day = { $from } to { $until }

# More assessments than shown.
# $shown (Number) how many
# $all (Number) how many in all
assess-assessments-shown = { $shown } of { $all } assessments of this stay.

# The ways to correct an assessment, for a screen reader.
# $title (String) a form
# $at (String) a time
assess-correct = Correct { $title } of { $at }

## The fluid balance

# The page.
fluid-title = Fluid balance

# Charts another entry.
fluid-add = Chart fluid in or out

# The entries of a day.
fluid-entries = What went in and out

# A day without one.
fluid-no-entries = Nothing was charted on this day.

# The badge of a shift that is not over.
fluid-goes-on = Still running

# Everything that was signed under a shift.
fluid-signatures = Signatures

# Takes a signature back.
fluid-take-back = Signed in error

# Beside the button of somebody who does not sign alone.
fluid-not-alone = It counts when a registered colleague has put their name under it too.

# A column of a shift that was reopened.
fluid-as-signed = As signed

# The same.
fluid-now = Now

# The badge of a shift.
fluid-unsigned = Not signed

# The same.
fluid-waits = Waits for a name

# The same.
fluid-incomplete = Not all here yet

# The same.
fluid-signed = Signed

# The same.
fluid-reopened = Reopened

# Signs a shift.
# $name (String) a person
fluid-sign-shift = Sign: { $name }

# The same.
# $name (String) a person
fluid-sign-again = Sign again: { $name }

# Entries without a time.
# $n (Number) how many
fluid-untimed-entries = { $n ->
    [one] 1 entry has no time and is counted in no day.
   *[other] { $n } entries have no time and are counted in no day.
}

## Visits, notes and the end of the day

# The tab and the heading.
visit-caseload = Caseload

# Nobody on it.
visit-nobody = Nobody is on your caseload. Open a patient's page, then Visit, and take them on your caseload.

# Opens the last page of the day.
visit-finish = Finish the day

# Opens a visit's page.
visit-visit = Visit

# A patient whose record is not all here.
visit-not-ready = Not all on this device yet

# Words that are not signed.
visit-unsigned = Not signed

# A visit that nobody is to make.
visit-stopped = Died. Do not visit.

# Heading.
visit-precautions = Precautions

# None of them.
visit-no-precautions = None recorded. That is not the same as none: ask.

# Heading.
visit-home = Home

# Opens the fields of the address.
visit-correct-home = Correct the address

# The same, where none is recorded.
visit-add-home = Add a home address

# A field.
visit-address = Address

# A field.
visit-access = Getting in, and what to beware of (key safe, dog, oxygen)

# Saves.
visit-save = Save

# Opens the fields of another time.
visit-move-it = Move

# A field.
visit-move-to = To which day and time?

# A field.
visit-move-why = Why?

# A field.
visit-in-words = In words

# Saves.
visit-move-now = Move the visit

# Opens the reasons.
visit-call-off = Call off

# Asks why.
visit-why-called-off = Why is the visit called off?

# Two people changed a plan.
visit-two-plans = Two people changed this plan without knowing of each other. What holds?

# The same, on the caseload.
visit-to-settle = Plan to be settled

# One of them holds.
visit-this-holds = This holds

# Heading: what became of a plan.
visit-changes = Changes

# Opens the fields of a visit that is over.
visit-later = Enter a visit that has taken place

# Explains it.
visit-later-more = It is kept with its own times, and marked as entered later.

# A field.
visit-began = Began

# A field.
visit-ended = Ended

# Opens the field of an earlier end.
visit-ended-earlier = It ended earlier

# Saves.
visit-save-later = Save this visit

# A field.
visit-goal-by = By which day? (may be left empty)

# Opens the field of a goal's day.
visit-other-day = Another day

# Of a goal.
visit-overdue = Overdue

# Heading.
visit-identity = Who is this? Ask for two, and tick what fits.

# Heading.
visit-consent = Consent

# Begins.
visit-begin = Begin visit

# Begins one that nobody planned.
visit-begin-unplanned = Begin a visit now

# Opens the reasons.
visit-unable = Unable to visit

# Ends.
visit-end-seen = End visit: seen

# Ends.
visit-end-not-seen = End visit: not seen

# Asks why.
visit-why-not-seen = Why was the patient not seen?

# A field.
visit-more = More, if needed

# Plans.
visit-plan = Plan a visit

# A field.
visit-purpose = What for

# Opens the note.
visit-note = Write the note

# Opens the patient's page, where the forms are.
visit-forms = Assessments

# Charts a set.
visit-observe = Observations

# Heading.
visit-goals = Goals

# A field.
visit-new-goal = A new goal, in the patient's own words

# A field.
visit-measure = How will we know?

# Saves.
visit-add-goal = Add goal

# Heading.
visit-handover = Leave for the ward

# Explains it.
visit-handover-more = Stands on the ward's board until the next one.

# Saves.
visit-put-on-board = Put on the board

# Takes on.
visit-take-on = Take on my caseload

# Takes off.
visit-take-off = Take off my caseload

# Heading.
visit-others = Other visits

# Heading.
visit-notes = Notes

# A note's own page.
visit-note-title = Visit note

# Two changed a sentence.
visit-by-two = Changed by two: read again

# They did so without having seen what the other wrote.
visit-at-once = Changed by two at once: read again

# Came after a signature.
visit-after-signing = After signing, not signed

# Of words and signatures: nobody checked who it was.
visit-unchecked = Not checked: emergency sign-in or locked screen

# Takes the note back.
visit-wrong-patient = Opened for the wrong patient

# Explains it.
visit-wrong-patient-more = The note stays readable, struck through, and nobody signs it. Its words are not moved: write them in a note of the patient they are about.

# Asks why.
visit-wrong-patient-why = What happened?

# The note was taken back.
visit-withdrawn = Opened for the wrong patient, and taken back. It is not about this patient.

# Heading.
visit-sign-your-words = Sign your words

# Explains the ticks.
visit-read-again = Two people changed these sentences. Read each again, and tick it.

# Nothing of one's own.
visit-nothing-to-sign = Nothing of yours here waits to be signed.

# The note is closed.
visit-closed = Signed. Only the addendum is open.

# What was signed and stands no more.
visit-changed-since = Signed as, and changed since:

# What was being written when somebody signed.
visit-moved = The note was signed meanwhile, so its text stays as it was signed. What you wrote stands as an addendum. What you took out was not taken out. This is what you had typed:

# Heading.
visit-still-open = Visits not finished

# Heading.
visit-still-unsigned = Words not signed

# Heading.
visit-still-unsent = Not sent

# All is done.
visit-all-done = Nothing is left. Everything is signed, and the server has it.

# Where the not sent ones are listed.
visit-what-is-unsent = What is not sent

# Takes back a visit, or its end, that was entered later.
visit-take-back-entry = Take back this entry

# How many patients of the caseload can be visited without a signal.
# $ready (Number) how many
# $all (Number) how many in all
# $at (String) a time
visit-ready-at = Ready offline, { $ready } of { $all }, at { $at }

# The same.
# $ready (Number) how many
# $all (Number) how many in all
visit-ready-so-far = Ready offline: { $ready } of { $all }

# What a visit's stage is called.
visit-stage-planned = Planned

# The same.
visit-stage-begun = Begun

# The same.
visit-stage-seen = Seen

# The same.
visit-stage-not-seen = Not seen

# The same.
visit-stage-ended-twice = Ended twice, differently

# The same.
visit-stage-called-off = Called off

# Takes back what was said last.
visit-take-back-not-called-off = Take back: not called off

# The same.
visit-take-back-not-moved = Take back: not moved

# The same.
visit-take-back-not-ended = Take back: not ended

# A part of a note.
visit-section-subjective = Subjective

# The same.
visit-section-objective = Objective

# The same.
visit-section-assessment = Assessment

# The same.
visit-section-plan = Plan

# The same.
visit-section-addendum = Addendum

# What is asked for to know who it is.
visit-check-name = Full name

# The same.
visit-check-born = Date of birth

# The same.
visit-check-address = Address

# The same.
visit-check-nhs-number = NHS number

# The same.
visit-check-wristband = Wristband

# Whether they agreed.
visit-consent-agreed = Agreed

# The same.
visit-consent-best-interests = Cannot decide this: best interests

# How a goal stands.
visit-goal-open = Working on it

# The same.
visit-goal-partly-met = Partly met

# The same.
visit-goal-met = Met

# The same.
visit-goal-not-met = Not met

# The same.
visit-goal-not-wanted = No longer wanted

# By which day a goal is to be met.
# $day (String) a date
visit-goal-by-day = By { $day }

# A time to plan for.
visit-in-30-min = In 30 min

# The same.
visit-in-1-hour = In 1 hour

# The same.
visit-in-2-hours = In 2 hours

# The same.
visit-in-4-hours = In 4 hours

# The same.
visit-tomorrow = Tomorrow, this time

# A line that is left for the ward.
visit-line-situation = How they are

# The same.
visit-line-watch-for = Watch for

# The same.
visit-line-please-do = Please do

# From when a visit was moved.
# $at (String) a time
visit-moved-from = moved from { $at }

# Who has signed a sentence.
# $names (String) people
visit-signed-by = Signed: { $names }

# Signs.
# $n (Number) how many
visit-sign-sentences = { $n ->
    [one] Sign 1 sentence
   *[other] Sign { $n } sentences
}

# Instead of how the text stands, in a note in which nobody has written.
visit-nothing-written = Nothing is written yet

# How the text stands on this device.
visit-saved-with-server = Saved, and the server has it

# The same.
visit-saved-here = Saved on this device

# Words of others that have not come.
# $n (Number) how many
visit-edits-waiting = { $n ->
    [one] 1 edit follows words that have not arrived here yet. It shows when they come.
   *[other] { $n } edits follow words that have not arrived here yet. They show when the words come.
}

# Edits of a faulty device, or more than a note takes of one.
# $n (Number) how many
visit-edits-damaged = { $n ->
    [one] 1 edit of this note shows nothing: it is damaged, or more than a note takes from one device. Tell IT support.
   *[other] { $n } edits of this note show nothing: they are damaged, or more than a note takes from one device. Tell IT support.
}

# The day in a sentence.
# $seen (Number) how many
# $missed (Number) how many
visit-day-so-far = Today: { $seen } seen, { $missed } not seen.

# What waits for the server.
# $n (Number) how many
visit-entries-unsent = { $n ->
    [one] 1 entry is only on this device. Nobody else can see it until the device has a signal.
   *[other] { $n } entries are only on this device. Nobody else can see them until the device has a signal.
}

# What the server refused.
# $n (Number) how many
visit-entries-set-aside = { $n ->
    [one] 1 entry was set aside and needs you.
   *[other] { $n } entries were set aside and need you.
}

## A ward's day: moves, transfers, the end of a stay, allocation, handover

# The ward's own pages, for a screen reader.
ward-ward-pages = Ward pages

# Opens the handover.
ward-handover = Handover

# Opens the allocation.
ward-allocate = Allocate staff

# Opens the admission of somebody whom nobody knows.
ward-admit-unknown = Admit unknown

# Opens everything but charting.
ward-more = Move, discharge, more

# Heading.
ward-more-title = Move, discharge and more

# Back to the patient.
ward-back-to-patient = Back to the patient

# Heading of the strip.
ward-coming-here = Coming to this ward

# Opens the receipt.
ward-receive = Receive the patient

# Explains it.
ward-receive-more = Which bed are they in now? From then on this ward looks after them, and the other no longer does.

# Heading.
ward-move-heading = Move or transfer

# Asks where.
ward-which-ward = Which ward?

# Asks where.
ward-which-bed = Which bed?

# A bed that is taken.
ward-taken = taken

# Heading.
ward-end = Discharge or death

# One way to end a stay.
ward-discharged = Discharged

# The other.
ward-died = Died

# What stays open.
ward-end-open = An alert is open. It stays with the nurse in charge until somebody closes it.

# What ends.
ward-end-more = The patient leaves the board. For a day, whoever may end a stay can take this back from the board.

# Ended, and charted since.
ward-contradicted = Something was charted after this. The patient stays on the board until a nurse settles it: end the stay again if it did end, or take the end back.

# Heading.
ward-take-back = Take back

# Does it.
ward-confirm-take-back = Take it back

# Heading.
ward-identify = Who the patient is


# A number that is none.
ward-bad-nhs = That is not an NHS number. Check its ten digits, or leave it empty.

# Heading.
ward-join = Same person as another stay

# Explains it.
ward-join-more = Both stays keep what was charted. Each page says so and shows all allergies.

# Does it.
ward-confirm-join = These two are one person

# Asks for a text.
ward-find = Name, date of birth, NHS number or hospital number

# Looks for it.
ward-search = Search the stays on this device

# Nothing fits.
ward-found-nobody = No other stay on this device fits. Write less, or another part.

# Not all are shown.
ward-found-more = There are more. Write more of the name, or the date of birth.

# Asks which.
ward-who-is-it = Who is it? Tap to see the two side by side

# Beside a stay.
ward-joined = { " " }– joined already

# In place of joining.
ward-joined-already = Somebody has already said that these two are one person.

# Columns.
ward-part = Part

# Columns.
ward-this-stay = This stay

# Columns.
ward-that-stay = That stay

# The column that says whether the two fit.
ward-compared = Compared

# Two are the same.
ward-fits = Fits

# Two are not.
ward-differs = Differs

# Goes back to the list.
ward-not-the-same = Not the same

# On the page of a joined stay.
ward-same-person = Same person as

# Does it.
ward-save-lines = Save handover

# Does it.
ward-save = Save

# Explains the page.
ward-allocate-more = Choose a person, then tap their beds.

# What therapists left, on the handover.
ward-therapy = Therapy:

# Asks which.
ward-which-shift = Which shift?

# Those who stand there stay.
ward-this-shift = This shift: change some beds

# Begins with nobody.
ward-new-shift = New shift: begin with nobody

# Does it for the ward.
ward-start-shift = Start the new shift

# Asks for a person.
ward-who = Who?

# Nobody is allowed but one.
ward-allocate-not-yours = The nurse in charge allocates beds. You can look after a patient from their page.

# Explains the page.
ward-admit-more = For a patient whose name is not known. Choose an empty bed, then one answer. Add who they are later.

# The question.
ward-sex = Male or female?

# Nobody in the ward.
ward-no-patients = No patients on this ward, as far as this device knows.

# Confirms.
ward-i-have-read = I have read this

# Nobody confirmed.
ward-read-by-nobody = Read by nobody yet

# Heading of a list.
ward-due = To do

# Heading of a list.
ward-remarks = Remarks

# Nothing was written.
ward-no-lines = No handover written yet.

# Writes it.
ward-write = Write handover

# Prints the page.
ward-print = Print or save as PDF

# Heading.
ward-paper = On paper

# What it holds.
ward-paper-more = The report has every set with its score, who and when, what was corrected, and what each alert set off.

# Does it.
ward-print-report = Print or save the report of the stay

# Does it.
ward-print-chart = Print or save the chart of 72 hours

# The browser did not take it.
ward-paper-not-saved = This browser did not save the PDF. Nothing of the record has changed. Try again.

# Those who left with something open.
ward-left-open = Left with an open alert

# A field of a name.
ward-family-name = Family name

# The same.
ward-given-names = Given names

# The same.
ward-born-on = Born

# The same.
ward-nhs-number = NHS number

# A line of the handover.
ward-line-situation = Situation

# The same.
ward-line-watch-for = Watch for

# The same.
ward-line-to-do = To do

# Saves the beds that were tapped.
# $n (Number) how many
ward-save-for-beds = { $n ->
    [0] Save for no beds
    [one] Save for 1 bed
   *[other] Save for { $n } beds
}

# Warns before it.
# $n (Number) how many
ward-patients-without = { $n ->
    [one] 1 patient will have nobody.
   *[other] { $n } patients will have nobody.
}

# Confirms for the ward.
# $n (Number) how many
ward-i-have-read-all = I have read all { $n }

# A receipt that is out of date.
# $what (String) what it is about
ward-changed-since = changed since: { $what }

# Where the PDF went: the browser's folder.
# $name (String) a person
ward-paper-saved = Saved with your downloads as { $name }. Open it to print it, and delete it afterwards.

# Where the PDF went.
# $name (String) a person
# $folder (String) a folder
ward-paper-kept = Saved as { $name } in { $folder }. Open it to print it, and delete it afterwards.

# Those who left.
# $n (Number) how many
ward-left-this-ward = { $n ->
    [one] 1 patient left this ward in the last day
   *[other] { $n } patients left this ward in the last day
}

# On a row, and on a page.
# $to (String) where to
# $bed (String) a bed
ward-going = Going to { $to }, { $bed } – not yet received

# The same.
# $from (String) where or when from
# $bed (String) a bed
ward-coming = Coming from { $from }, { $bed } – not yet received

# The age of a row's data while the line is down.
# $span (String) a length of time
ward-data-from-ago = Data from { $span } ago

# Does it.
# $bed (String) a bed
ward-move-to = Move to bed { $bed }

# The same.
# $ward (String) a ward
# $bed (String) a bed
ward-send-to = Send to { $ward }, { $bed }

# The same.
# $bed (String) a bed
ward-receive-in = Receive in bed { $bed }

# The same.
# $name (String) a person
ward-has-died = { $name } has died

# The same.
# $name (String) a person
ward-discharge = Discharge { $name }

# A receipt.
# $name (String) a person
ward-read-by = Read by { $name }

## The first walk through the demo ward

# The strip, for a screen reader.
tour-title = First steps

# Ends it.
tour-end = End the tour

# What to try next.
tour-step-1 = This is the ward. On top stands who needs somebody now. Tap a name to open a patient.

# The same.
tour-step-2 = One patient: the score, how it came about, what is asked. Tap Observe and key a set. The score shows before you save.

# The same.
tour-step-3 = Saved. If the score was high, the screen says whom to ring. Now open Chart from a patient's page.

# The same.
tour-step-4 = The chart: by column as the Royal College prints it, or in true time. Next: Tasks, what is open on the ward.

# The same.
tour-step-5 = Last: tap your name at the top. Help explains scores and colours; Entries made here shows that everything is safe.

# How far one is.
# $step (Number) which
# $of (Number) of how many
tour-step-of = Step { $step } of { $of }

## What the core says

# These are said by the core, in its replies; the screens of another language say them by their names. A test holds this file to the core.

# Why something was not done.
core-not-signed-in = Nobody is signed in. Nothing was lost. Sign in, or chart in an emergency under your name.

# Why something was not done.
core-locked = The screen locked itself to keep patients' details private. Nothing was lost. Key your PIN to go on.

# Why something was not done.
core-left = Your access to this ward has ended, so patients are not shown. What you charted is kept. Ask the nurse in charge if that is a mistake.

# Why something was not done.
core-not-allowed = Your role does not allow that, so nothing was changed. Ask a registered nurse or the nurse in charge.

# Why something was not done.
core-not-a-prescriber = Oxygen is prescribed by the people whom the hospital's policy names, so nothing was changed. If it stands on paper, a nurse can copy it with the name of whoever prescribed it.

# Why something was not done.
core-cannot-be-sent-again = The server would refuse this entry again for what it is, so it was not sent. It is kept here. Chart it anew, or hand it over as text.

# Why something was not done.
core-not-refused = This entry is not among what the server refused, so nothing was changed. Open the list again.

# Why something was not done.
core-emergency-reads-nothing = Under a name that was not checked you can chart, but not read charts. Nothing was lost. Sign in with a PIN to read.

# Why something was not done.
core-nothing-to-find = Write a name, a date of birth such as 14-03-1944, an NHS number, a hospital number or a bed. Nothing was changed.

# Why something was not done.
core-scan-again = The wristband was scanned too long ago, or by somebody else. Nothing was saved. Scan it again.

# Why something was not done.
core-not-your-session = A name that was not checked has no PIN to unlock with. Nothing was lost. Sign in with a PIN, or go on charting.

# Why something was not done.
core-no-such-patient = This patient's record is not on this device. Nothing was changed. Go back to the board and open it again.

# Why something was not done.
core-no-such-entry = There is no such entry in this record. Nothing was changed. Open the chart again.

# Why something was not done.
core-no-such-episode = This device does not know that alert. Nothing was changed. Go back to the patient and look again.

# Why something was not done.
core-no-such-visit = This device does not know that visit. Nothing was changed. Go back to the patient and look again.

# Why something was not done.
core-no-such-note = This device does not know that note. Nothing was changed. Go back to the patient and look again.

# Why something was not done.
core-goal-has-changed = Somebody has changed this goal meanwhile. Nothing was changed now. Look again.

# Why something was not done.
core-visit-has-begun = This visit has begun or is over, so its plan was not changed. Look again, and plan another one if need be.

# Why something was not done.
core-plan-has-changed = Somebody has moved this visit or called it off meanwhile. Nothing was changed now. Look at it, then decide again.

# Why something was not done.
core-visit-is-open = You have begun this visit and not ended it. Nothing was changed. End it, with the time at which it ended.

# Why something was not done.
core-nothing-to-take-back = Something was written about this visit meanwhile. Nothing was changed now. Look at it again.

# Why something was not done.
core-not-yours-to-take-back = That is taken back by whoever wrote it, or whoever has the patient on their caseload. Nothing was changed. Take the patient on first, or ask them.

# Why something was not done.
core-died-before-that = By the record this patient had died by then. Nothing was saved. Look at the times again, or tell the nurse in charge.

# Why something was not done.
core-patient-has-died = This patient has died. The visit was not begun. If that is a mistake, tell the nurse in charge.

# Why something was not done.
core-note-is-signed = The note has been signed, so only the addendum is open. What you wrote is not saved yet: write it there.

# Why something was not done.
core-note-is-withdrawn = This note was opened for the wrong patient and taken back, so nobody signs it. Its words are still there. Write them in a note of the patient they are about.

# Why something was not done.
core-note-has-changed = The note has changed since you were shown it. Nothing was signed or lost. Read it again.

# Why something was not done.
core-note-too-long-at-once = That is too much text at once. What you wrote is still there: take it in smaller pieces.

# Why something was not done.
core-note-is-full = This note is as long as a note can be. What you wrote is still there: open another note.

# Why something was not done.
core-nothing-to-sign = There is nothing of yours in this note to sign. Nothing was changed.

# Why something was not done.
core-note-not-settled = This note cannot be put together on this device, so nothing was signed. Its words are safe. Tell IT support.

# Why something was not done.
core-no-such-ward = This device does not know that ward. Nothing was changed. Choose another one.

# Why something was not done.
core-no-such-person = This device does not know that person. Nothing was lost. Look at the list again, or chart in an emergency under your name.

# Why something was not done.
core-six-digits = A PIN has six digits. Key it again; this did not count as an attempt.

# Why something was not done.
core-wrong-pin = The PIN was not right. Nothing was lost. Key it again.

# Why something was not done.
core-needs-server-first = Your first sign-in on this device needs the server, and it cannot be reached. Nothing was lost. Use a device where you have signed in before, or chart in an emergency under your name.

# Why something was not done.
core-needs-server-now = There were ten wrong PINs for this name on this device, so it now needs the server to check the next one. Nothing was lost. Others can sign in as before. You can chart in an emergency under your name.

# Why something was not done.
core-pin-locked = There were too many wrong PINs for this name, so the server asks for help from whoever looks after accounts on the ward. Nothing was lost. Others can sign in. You can chart in an emergency under your name.

# Why something was not done.
core-no-pin = No PIN has been set for this name. Nothing was lost. Ask whoever looks after accounts on the ward. You can chart in an emergency under your name.

# Why something was not done.
core-name-needed = Type your name, so that others can see who charted. Up to 80 characters. Nothing was lost.

# Why something was not done.
core-bed-changed = The patient's bed changed while this form was open. Nothing is lost and nothing was saved yet. Look at the wristband, then save again if this is the patient.

# Why something was not done.
core-other-form = This form was opened for another patient. Nothing was saved. Open a form for this patient; what you keyed is kept in the first one.

# Why something was not done.
core-saved-differently = This form was saved before, with other values. The first ones stand in the chart. To change them, correct that entry.

# Why something was not done.
core-already-changed = Somebody has changed this entry meanwhile. Nothing was changed now. Look at the chart again before you correct it.

# Why something was not done.
core-allergies-have-changed = The list of allergies has changed since you were shown it. Nothing was changed now. Look at it again: somebody may have recorded another allergy, or taken one out.

# Why something was not done.
core-nothing-to-countersign = This entry was made under a checked PIN, so it waits for nobody's name. Nothing was changed.

# Why something was not done.
core-countersigned-before = Somebody has countersigned this entry already. Nothing was changed now. Look at the entry: it says who.

# Why something was not done.
core-no-such-shift = That is no shift of this ward, so nothing was signed. Look at the fluid balance again.

# Why something was not done.
core-shift-still-runs = This shift has more than an hour to go, so nothing was signed. Sign it when it ends: what is charted after a signature reopens it.

# Why something was not done.
core-nothing-was-charted = No fluid was charted in this shift, so there is nothing to sign. Nothing was changed.

# Why something was not done.
core-too-much-to-sign = There are more entries than one signature can cover. Nothing was changed. Sign the shifts one by one.

# Why something was not done.
core-fluid-has-changed = The fluid balance has changed since you were shown it, so nothing was signed. Look at it again, then sign.

# Why something was not done.
core-fluid-is-signed = Somebody has signed this shift as it stands. Nothing was changed now.

# Why something was not done.
core-undo-is-over = It is too late to undo this. It stands in the chart. Mark it as entered in error, with the reason.

# Why something was not done.
core-not-yours-to-undo = Only the person who saved an entry can undo it. It stands in the chart. Mark it as entered in error, with the reason.

# Why something was not done.
core-not-on-the-way = This patient is not on the way to this ward any more. Nothing was changed. Look at the patient again: somebody may have received them, or fetched them back.

# Why something was not done.
core-with-another-ward = Another ward has this patient now, so they cannot be moved from here. Nothing was changed. Ask that ward to send the patient; then receive them here.

# Why something was not done.
core-received-there = A patient is received at one of the tablets of the ward they come to. Nothing was changed; the patient is still on both boards.

# Why something was not done.
core-charted-meanwhile = Something more was charted for this patient meanwhile, so nothing was changed. Look at it, then decide again.

# Why something was not done.
core-not-of-the-bedside = Only nurses, students and healthcare assistants who work here are allocated to beds. Nothing was changed.

# Why something was not done.
core-empty-handover = Write at least one line. Nothing was changed.

# Why something was not done.
core-handover-too-long = A line of a handover has up to 240 characters. Nothing was changed; what you wrote is still there.

# Why something was not done.
core-same-patient = That is the patient it is charted for already. Nothing was changed.

# Why something was not done.
core-not-a-set = Only observations and assessments can be moved or corrected like that. Nothing was changed.

# Why something was not done.
core-no-such-form = This device does not have that form. Nothing was changed. Go back to the patient and choose another one.

# Why something was not done.
core-form-changed = This form has changed since it was opened. Nothing was saved, and what you keyed is kept: open it again, look it over and save.

# Why something was not done.
core-draft-too-long = This draft is too long to keep. What you keyed is still there. Save the set, or shorten the remark.

# Why something was not done.
core-nothing-to-lose = That entry cannot be taken back. Nothing was changed.

# Why something was not done.
core-stay-not-folded = This patient's record cannot be put together on this device, so it cannot be shown or added to here. Nothing that was charted is lost. Use another device for this patient, and tell IT support.

# Why something was not done.
core-saved-not-shown = This is saved and will be sent, but this patient's record cannot be put together on this device, so it is not shown here. Do not chart it again. Use another device for this patient, and tell IT support.

# Why something was not done.
core-not-printed = The paper could not be made. Nothing is lost, and nothing of the record has changed. Try again, or look at it on the screen.

# Why something was not done.
core-internal = Wardlight failed while doing that. Nothing was half-saved, and what was saved before is safe. Try again; if it fails again, chart on another device and call IT support.

# Why something was not done.
# $n (String) how many
core-pin-paused-seconds = Too many wrong PINs for this name on this device. Nothing was lost. Wait { $n } seconds, then try again. Others can sign in meanwhile, and you can chart in an emergency under your name.

# Why something was not done.
# $n (String) how many
core-pin-paused-minutes = Too many wrong PINs for this name on this device. Nothing was lost. Wait { $n } minutes, then try again. Others can sign in meanwhile, and you can chart in an emergency under your name.

# Why something was not done.
core-unreadable = The page asked for something that this version of Wardlight does not know. Nothing was saved. Reload the page.

# Why something was not done.
core-failed = Wardlight failed while doing that. What was saved before is safe. Look whether this is there before you do it again.

# Why an entry was set aside, and what to do.
core-aside-too-big = The server found this entry too large. It is kept here, and other devices may not show it. Tell IT support.

# Why an entry was set aside, and what to do.
core-aside-bad-shape = The server could not read this entry. It is kept here, and other devices may not show it. Tell IT support.

# Why an entry was set aside, and what to do.
core-aside-refused-signature = The server does not accept this device's signature under this entry. It is kept here, and other devices may not show it. Enrol this device again, and tell IT support.

# Why an entry was set aside, and what to do.
core-aside-refused-scope = The server says that this entry belongs elsewhere. It is kept here, and other devices may not show it. Tell IT support.

# Why an entry was set aside, and what to do.
core-aside-wrong-kind = The server does not take entries of this kind there. It is kept here, and other devices may not show it. Tell IT support.

# Why an entry was set aside, and what to do.
core-aside-unknown-device = The server does not know this device. The entry is kept here, and other devices may not show it. Enrol this device again.

# Why an entry was set aside, and what to do.
core-aside-revoked = This device has been withdrawn from use. The entry is kept here, and other devices may not show it: chart it again on another device, and hand this one to IT support.

# Why an entry was set aside, and what to do.
core-aside-unknown-author = The server does not know who charted this. The entry is kept here, and other devices may not show it. Ask whoever looks after accounts.

# Why an entry was set aside, and what to do.
core-aside-author-not-allowed = The server says that whoever charted this had left. The entry is kept here, and other devices may not show it. A nurse should look at it and chart it under their own name.

# Why an entry was set aside, and what to do.
core-aside-twin = Another entry with this one's number is on the server: this device's data may have been copied. The entry is kept here, and other devices may not show it. Tell IT support.

# Why an entry was set aside, and what to do.
core-aside-quota-full = The server takes no more entries for this record. It is kept here, and other devices may not show it. Tell IT support.

# Why an entry was set aside, and what to do.
core-aside-quarantine-full = The server refused this entry and keeps no more of what it refuses from this device, so nobody else has it. It is kept here and is sent again when the staff directory changes. Tell IT support.

# Why an entry was set aside, and what to do.
core-aside-refused = The server, a newer version, keeps this entry aside. It is kept here too, and other devices may not show it. Tell IT support.

# Why an entry was set aside, and what to do.
core-aside-unreadable = The server sent an entry that cannot be read. Its bytes are kept here. Tell IT support.

# Why an entry was set aside, and what to do.
core-aside-note = The server sent a part of a note, which this version cannot show yet. It is kept here. Update the application.

# Why an entry was set aside, and what to do.
core-aside-wrong-scope = The server sent an entry that belongs to another record than the one it came in. It is kept here. Tell IT support.

# Why an entry was set aside, and what to do.
core-aside-bad-signature = The signature of an entry does not fit the device it names. The entry is shown, and is to be treated as unverified: check it with whoever charted it, and tell IT support.

# Why an entry was set aside, and what to do.
core-aside-other-bytes = Two different entries carry one number. The first is in the record, this one is kept here. Check both with whoever charted them, and tell IT support: a device may have been copied.

# Why an entry was set aside, and what to do.
core-aside-no-place = The server sent an entry under a number that no device gives. It is kept here and is not in the record. Check it with whoever charted it, and tell IT support.

# Why an entry was set aside, and what to do.
core-aside-bad-directory = An entry of the staff directory is not signed by this ward's server, so it is not used. It is kept here, and nothing that was charted is touched. Tell IT support.

# Why an entry was set aside, and what to do.
core-aside-refused-elsewhere = The server refused this entry of another device, so it is not in the record and counts in no score here. Nothing is lost: that device and the server keep it. Look at the patient now, and check it with whoever charted it.

# Why an entry was set aside, and what to do.
core-aside-cannot-be-signed = This entry was saved, and this device's disk has damaged it since. It is kept here as it is. Check the patient's record, chart it again if it is missing, and tell IT support.

# Why a scan was not taken for a wristband.
core-band-nothing = The scanner read nothing. Scan the band again. Nothing was saved.

# Why a scan was not taken for a wristband.
core-band-no-band = This is not the code of a wristband. Scan the square code on the patient's band. Nothing was saved.

# Why a scan was not taken for a wristband.
core-band-product = This is the code of a product, not of a patient. Scan the square code on the patient's band. Nothing was saved.

# Why a scan was not taken for a wristband.
core-band-not-nhs = This code was not given by the NHS, so it may be of staff or of another service. Scan the patient's band. Nothing was saved.

# Why a scan was not taken for a wristband.
core-band-cut-off = The code is cut off. Flatten the band and scan it again, or find the patient in the list. Nothing was saved.

# Why a scan was not taken for a wristband.
core-band-check-digit = The code does not fit its check digit, so a digit is wrong. Scan it again; if it stays so, the band must be printed anew. Nothing was saved.

# Why a scan was not taken for a wristband.
core-band-nhs-digits = An NHS number has digits only. Check it against the wristband. If it stays so, the band must be printed anew. Nothing was saved.

# Why a scan was not taken for a wristband.
core-band-nhs-ten = An NHS number has ten digits. Check it against the wristband. If it stays so, the band must be printed anew. Nothing was saved.

# Why a scan was not taken for a wristband.
core-band-nhs-check = The NHS number does not fit its check digit: a digit is wrong. Check it against the wristband. If it stays so, the band must be printed anew. Nothing was saved.

# Why a scan was not taken for a wristband.
core-band-never-issued = The NHS number on this band stands for "not known". Find the patient in the list, and have a new band printed. Nothing was saved.

# Why a scan was not taken for a wristband.
core-band-parts = The parts of this code cannot be told apart. Find the patient in the list, and tell IT support that the scanner leaves out the separators. Nothing was saved.

# Why a scan was not taken for a wristband.
core-band-born = The date of birth on this band is not a date. Find the patient in the list, and have a new band printed. Nothing was saved.

# Why a scan was not taken for a wristband.
core-band-no-number = There is neither an NHS number nor a hospital number on this band. Find the patient in the list, and have a new band printed. Nothing was saved.

# Why a scan was not taken for a wristband.
core-band-no-number-of-ours = This is neither an NHS number nor a number of this hospital. Scan the square code on the patient's band, or find the patient in the list. Nothing was saved.

# Why something was not done.
core-invalid-set = This set is not saved yet, and nothing is lost.

# Why something was not done.
core-invalid-form = This form is not saved yet, and nothing is lost.

# Why something was not done.
core-invalid = Nothing is lost: what you keyed is still there.

# A question about a value.
# $number (String) a telephone number
core-check-no-breaths = No breaths: cardiac arrest? Call { $number }.

# A question about a value.
# $number (String) a telephone number
core-check-no-pulse = No pulse: cardiac arrest? Call { $number }.

# A question about a value.
# $field (String) a field
# $low (String) a number
# $high (String) a number
core-check-outside = { $field } is outside { $low } to { $high }. Measured?

# A question about a value.
# $field (String) a field
core-check-digit-shift = { $field } is ten degrees from the last one. A digit keyed wrongly?

# A question about a value.
# $field (String) a field
core-check-risen = { $field } has risen a lot since the last set. Measured?

# A question about a value.
# $field (String) a field
core-check-fallen = { $field } has fallen a lot since the last set. Measured?

# A question about a value.
core-check-pulse-pressure = Systolic and diastolic are unusually close or far apart. Keyed right?

# A question about a value.
core-check-pressure-swapped = The systolic looks like the last diastolic. Keyed in the right box?

# A question about a value.
core-check-exchanged = Pulse and systolic look exchanged against the last set. Keyed the right way round?

# A question about a value.
# $field (String) a field
core-check-same-as-spo2 = { $field } is the same number as SpO₂. Keyed in the right box?

# A question about a value.
core-check-same-as-last = Nearly all as in the last set. Measured now?

# A question about a value.
core-check-temperature-36 = 36.0 for the third time running. Measured now?

# A question about a value.
core-check-flow-high = Oxygen flow is high for this device. Keyed right?

# A question about a value.
core-check-which-device = Which oxygen device?

# A question about a value.
# $device (String) a device
core-check-what-flow = { $device }: at what flow?

# A question about a value.
# $device (String) a device
core-check-what-per-cent = { $device }: at how many per cent?

# What is wrong with a value.
# $field (String) a field
core-field-without-oxygen = { $field } is recorded, but not that the patient is on oxygen.

# What is wrong with a value.
core-field-nothing-recorded = Nothing is recorded yet. Record a sign, or say why none could be.

# What is wrong with a value.
core-field-pressure-order = Systolic pressure must be above diastolic. Were they keyed the wrong way round?

# What is wrong with a value.
core-field-bad-device = The oxygen device is not one of the list. Choose it again.

# What is wrong with a value.
core-field-recheck-is-one = A recheck is one sign, measured again. Record that sign alone.

# What is wrong with a value.
# $field (String) a field
core-field-needs-no-reason = { $field } is recorded and also marked as not obtained. Clear one of them.

# What is wrong with a value.
# $field (String) a field
core-field-needs-reason = { $field } is missing. Record it, or say why it could not be.

# What is wrong with a value.
# $n (String) how many
core-field-reason-words = Say why in up to { $n } characters.

# What is wrong with a value.
# $field (String) a field
# $low (String) a number
# $high (String) a number
core-field-impossible = { $field } can be { $low } to { $high }. Check and key again.

# What is wrong with a value.
# $field (String) a field
# $low (String) a number
# $high (String) a number
core-field-not-a-number = { $field } takes a whole number, { $low } to { $high }.

# What is wrong with a value.
core-field-temperature-point = Temperature can be 15.0 to 46.0. Is the decimal point in its place?

# What is wrong with a value.
core-field-temperature-impossible = Temperature can be 15.0 to 46.0. Check and key again.

# What is wrong with a value.
core-field-temperature-one-decimal = Temperature takes one decimal. Nothing is rounded for you: key it again.

# What is wrong with a value.
core-field-temperature-number = Temperature takes a number with one decimal, 15.0 to 46.0.

# What is wrong with a value.
core-field-flow-impossible = Oxygen flow is above 0 and at most 80 litres a minute.

# What is wrong with a value.
core-field-flow-two-decimals = Oxygen flow takes two decimals at most.

# What is wrong with a value.
core-field-flow-number = Oxygen flow takes a number of litres a minute, such as 2 or 0.5.

## Days and times that are typed

# Above a box.
when-day = Day

# Above a box.
when-month = Month

# Above a box.
when-year = Year

# Above a box.
when-time = Time (24 h)

# One tap that fills in the day.
when-today = Today

# The same.
when-yesterday = Yesterday

# The same.
when-tomorrow = Tomorrow

# Below the boxes, while something is missing.
when-partly-day = Day, month and the whole year, such as 7 Aug 2026

# The same, where a time is asked for as well.
when-partly-moment = Day, month, year and time, such as 7 Aug 2026 0910

# The month has fewer days.
when-no-such-day = That month does not have this day. Check day and month.

# A box was not understood.
# $text (String) what stands in it
when-not-a-day = Day “{ $text }” was not understood. Write 1 to 31.

# The same.
# $text (String) what stands in it
when-not-a-month = Month “{ $text }” was not understood. Write its name, such as Aug, or its number.

# The same.
# $text (String) what stands in it
when-not-a-year = Year “{ $text }” was not understood. Write four digits, such as 2026.

# The same.
# $text (String) what stands in it
when-not-a-time = Time “{ $text }” was not understood. Write it by the 24-hour clock, such as 0910.

# The clocks go forward that night, so there is no such time.
# $time (String) as typed
when-no-such-time = The clocks go forward that night, so { $time } does not come. Check the time.

# The clocks go back that night. Two buttons follow.
# $time (String) as typed
when-comes-twice = The clocks go back that night, so { $time } comes twice. Which is meant?

# The first of them.
# $time (String) a time
when-summer = { $time } (summer time)

# The second, an hour later.
# $time (String) a time
when-winter = { $time } (winter time)

# Asks whether a date of birth is right that is later than today.
when-born-later = This date of birth is still to come. Is it right?

# Asks whether a date of birth is right that makes somebody older than people get.
# $years (Number) how old
when-born-long-ago = By this date of birth the patient is { $years } years old. Is it right?

# Says that it is.
when-born-right = It is right, as typed

## The camera of a tablet

# Opens it, where a patient is looked for and beside a set.
camera-open = Scan with the camera

# Over its picture.
camera-hold = Hold the wristband flat, in the light, until its code is read.

# Closes it.
camera-close = Close the camera

# It was closed before anything was read.
camera-closed = The camera was closed. Nothing was scanned.

## Looking at the trend more closely

# A button.
zoom-closer = Closer

# A button.
zoom-wider = Wider

# A button that shows the whole window again.
zoom-all = All

# The two buttons, for a screen reader.
zoom-time = How much time is shown

# What of the trend is shown.
# $from (String) a day and a time
# $to (String) a day and a time
# $span (String) how long
zoom-shown = Shown: { $from } to { $to }, { $span }.

# The same where the newest sets are later.
zoom-older = The newest is not shown.

# How to look closer, on a screen that is touched and with keys.
zoom-how = Closer with two fingers or the key +, wider with −; move it by dragging.
