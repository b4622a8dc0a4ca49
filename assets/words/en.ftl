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
board-nobody-yours = You look after nobody yet. Open a patient from the ward board and choose "Look after".

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
errors-garbled = The screen and the application do not understand each other, as after an update that is only half done. Nothing was lost. Close Wardlight and open it again.

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
help-what-to-do-more = A score never stands in for your judgement. If you are worried, tell somebody, whatever the score: the button “I'm worried about this patient” does that.

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
help-alerts = How far an alert was answered

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
help-stage-1-more = Tell somebody and say so: “I told them”.

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
observe-undone = Undone. The set stays in the record, struck through, and counts no longer.

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
observe-not-enough = Who this is is not known: the bed is what there is. You can chart.

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

# The same where there is little room.
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
sync-being-sent = They are being sent now.

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

# Asks whether a date of birth is right that is later than today.
when-born-later = This date of birth is still to come. Is it right?

# Asks whether a date of birth is right that makes somebody older than people get.
# $years (Number) how old
when-born-long-ago = By this date of birth the patient is { $years } years old. Is it right?

# Says that it is.
when-born-right = It is right, as typed

## The camera of a tablet

# Opens it, where a patient is looked for.
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
