# Welsh. DRAFT: not checked by a Welsh-speaking clinician. A hospital must have it checked before use, word by word, with those
# who will read it at the bedside: docs/languages.md says how. While `language-draft` stands below, every screen says so, in a word that
# everybody on the ward can read.
# What is not here is said in English: so is "Not for clinical use", which everybody on the ward has to be able to read. Numbers, units, NEWS2, SpO₂ and the letters ACVPU stay as they are.

language-name = Cymraeg
language-draft = draft

## Ffrâm pob sgrin

frame-notice = Hysbysiad
frame-demo = DEMO – cleifion ffug
frame-loading = Wrthi’n chwilio…
frame-back = Yn ôl
frame-cancel = Canslo
frame-ward-board = Bwrdd y ward
frame-my-patients = Fy nghleifion
frame-entries-here = Cofnodion a wnaed yma
frame-set-aside = Wedi’u rhoi o’r neilltu
frame-help = Cymorth
frame-sign-out = Allgofnodi
frame-lock-now = Cloi
frame-main-menu = Sgriniau
frame-skip = Neidio i’r brif ran
frame-light-auto = Golau: awto
frame-light-day = Golau: dydd
frame-light-night = Golau: nos
frame-light-contrast = Golau: cyferbyniad uchel
frame-last-of-list = { $most } a { $last }

## Mewngofnodi a’r clo

signin-who-are-you = Pwy ydych chi?
signin-search = Dod o hyd i’ch enw
signin-nobody = Nid oes neb yma â’r enw hwnnw. Os ydych newydd ddechrau, gofynnwch i’r nyrs â gofal eich ychwanegu, neu siartiwch mewn argyfwng isod.
signin-no-staff-yet = Nid yw’r ddyfais hon yn adnabod staff y ward eto. Bydd yn gofyn i’r gweinydd cyn gynted ag y gall.
signin-key-your-pin = Rhowch eich PIN chwe digid
signin-not-you = Rhywun arall
signin-needs-server = Y tro cyntaf ar y ddyfais hon: caiff eich PIN ei wirio gyda’r gweinydd.
signin-demo-pin = Demo: PIN pawb yw 204060
signin-emergency = Siartio mewn argyfwng
signin-emergency-more = Dim PIN, dim darllen: gallwch siartio ac mae’n uwchgyfeirio. Caiff yr hyn a siartiwch ei farcio, a bydd cydweithiwr yn ei gydlofnodi.
signin-emergency-name = Eich enw, fel y llofnodwch
signin-emergency-go = Ymlaen i siartio
signin-checking = Wrthi’n gwirio…
signin-locked = Mae darllen wedi’i gloi
signin-locked-more = Ni chyffyrddwyd â dim ers tro. Mae eich PIN yn ei agor eto.
signin-switch = Rhywun arall: allgofnodi
signin-keyed = { $n } o 6 digid
signin-healthcare-assistants = Cynorthwywyr gofal iechyd
signin-students = Myfyrwyr
signin-registered-nurses = Nyrsys cofrestredig
signin-nurses-in-charge = Nyrsys â gofal
signin-therapists = Therapyddion
signin-doctors = Meddygon
signin-systems = Systemau

## Bwrdd y ward

board-unoccupied = Gwag
board-no-score = Dim sgôr eto
board-needs-action = Angen gweithredu nawr
board-nothing-urgent = Nid oes rhybudd ar agor, nid oes claf yn sgorio 5 neu fwy, ac nid oes neb yn hwyr.
board-observe = Arsylwi
board-like-name = Enw tebyg ar y ward hon
board-unverified = Rhybudd heb ei wirio: edrychwch ar y claf nawr
board-unverified-short = Heb ei wirio
board-repeat-now-short = Ailadrodd nawr
board-conflict = Wedi’i gofnodi’n wahanol
board-nobody-yours = Nid ydych yn gofalu am neb eto. Agorwch glaf o fwrdd y ward a dewiswch "Look after".
board-no-beds = Nid oes gan y ward hon welyau ar y ddyfais hon eto. Maent yn cyrraedd gyda’r cysylltiad cyntaf â’r gweinydd.
board-no-ward = Ni roddwyd ward i’r ddyfais hon eto.
board-nobody = Neb wedi’i enwi
board-now = nawr
board-due = yn ddyledus
board-no-set = dim set wedi’i chynllunio
board-leaving = Yn gadael
board-coming = Yn dod
board-wall = Golwg wal
board-leave-wall = Gadael golwg wal
board-later-incomplete = mae set ddiweddarach yn anghyflawn
board-unchecked-clock = cymerwyd gan lechen â chloc heb ei wirio; gall fod yn fwy diweddar
board-repeat-now = Ailadroddwch y set nawr: tynnwyd yr un ddiwethaf yn ôl
board-ended-discharged = Rhyddhawyd
board-ended-died = Bu farw
board-column-bed = Gwely
board-column-patient = Claf
board-column-score = NEWS2
board-column-trend = Tuedd
board-column-next = Set nesaf
board-column-by = Dan ofal
board-status-from = o { $span } yn ôl
board-trend-none = dim tuedd eto
board-trend-first = sgôr cyntaf
board-trend-up = yn codi
board-trend-same = heb newid
board-trend-down = yn gostwng
board-unsent-entries = { $n ->
    [0] dim cofnodion ar y ddyfais hon yn unig
    [one] 1 cofnod ar y ddyfais hon yn unig
    [two] 2 gofnod ar y ddyfais hon yn unig
    [few] 3 chofnod ar y ddyfais hon yn unig
    [many] 6 chofnod ar y ddyfais hon yn unig
   *[other] { $n } cofnod ar y ddyfais hon yn unig
}
board-silent-heard = { $label }: nid yw’r gweinydd wedi clywed ganddo ers { $age }. Gall ddal cofnodion nad oes neb wedi’u gweld.
board-silent-never-heard = { $label }: nid yw’r gweinydd erioed wedi clywed ganddo. Gall ddal cofnodion nad oes neb wedi’u gweld.
board-silent-charted = { $label }: nid oes dim a siartiwyd arno wedi cyrraedd ers { $age }. Gall ddal cofnodion nad oes neb wedi’u gweld.
board-silent-never-charted = { $label }: nid oes dim a siartiwyd arno wedi cyrraedd eto. Gall ddal cofnodion nad oes neb wedi’u gweld.
board-known-from = Yn hysbys o { $span } yn ôl: ni all y ddyfais hon wybod beth mae’r gweinydd wedi’i glywed ers hynny.
board-devices-not-heard = { $n ->
    [0] Dim dyfeisiau na chlywyd ganddynt
    [one] 1 ddyfais na chlywyd ganddi
    [two] 2 ddyfais na chlywyd ganddynt
   *[other] { $n } dyfais na chlywyd ganddynt
}
board-refreshed-at = Adnewyddwyd { $age }
board-summary = { $title }: { $patients } mewn { $beds }, fesul gwely
board-patients = { $n ->
    [0] dim cleifion
    [one] 1 claf
    [two] 2 glaf
    [few] 3 chlaf
    [many] 6 chlaf
   *[other] { $n } claf
}
board-beds = { $n ->
    [0] dim gwelyau
    [one] 1 gwely
    [two] 2 wely
   *[other] { $n } gwely
}
board-count-high = ar 7 neu fwy
board-count-medium = ar 5 neu 6
board-count-single = ag un 3
board-count-overdue = yn hwyr
board-count-unscored = heb sgôr
board-count-free = { $n ->
    [two] wely rhydd
   *[other] gwely rhydd
}
board-wall-high = ar 7+
board-wall-medium = ar 5–6
board-wall-single = un 3
board-wall-overdue = yn hwyr

## Beth aeth o’i le

errors-not-reached = Mae’r hyn a gadwyd o’r blaen yn ddiogel ar y ddyfais hon. Mae’r hyn rydych yn ei roi i mewn yn cael ei gadw ar y sgrin hon; rhowch gynnig arall arni.
errors-chunk-missing = Ni ellid agor y sgrin hon. Ni chollwyd dim.
errors-to-the-ward = Yn ôl i’r ward
errors-garbled = Nid yw’r sgrin a’r rhaglen yn deall ei gilydd, fel ar ôl diweddariad sydd ond wedi’i hanner gwneud. Ni chollwyd dim. Caewch Wardlight a’i agor eto.
errors-cannot-be-reached = Ni ellir cyrraedd Wardlight
errors-cannot-be-reached-more = Nid yw’r rhan o Wardlight sy’n cadw’r cofnod yn ateb. Ni chollwyd dim a gadwyd. Mae’r sgrin hon yn dal i geisio. Gall yr hyn a ddangosir fod wedi dyddio: os oes angen siartio nawr, defnyddiwch bapur.
errors-try-again = Rhoi cynnig arall arni
errors-last-refreshed = Adnewyddwyd yr hyn a welwch ddiwethaf { $age }. Gall fod wedi dyddio.
errors-not-signed-in = Rydych wedi allgofnodi
errors-locked = Mae darllen wedi’i gloi
errors-wrong-pin = Nid yw’r PIN hwnnw’n gywir
errors-pin-paused = Gormod o PINau anghywir
errors-needs-server = Mae angen y gweinydd ar gyfer y mewngofnodi cyntaf yma
errors-not-allowed = Ni chaiff eich rôl wneud hyn
errors-not-found = Heb ei ganfod ar y ddyfais hon
errors-invalid = Edrychwch ar hyn eto
errors-bed-changed = Mae gwely’r claf wedi newid
errors-already-changed = Newidiodd rhywun hyn yn y cyfamser
errors-disk-full = Mae’r ddyfais hon yn llawn
errors-storage = Methodd storfa’r ddyfais hon
errors-internal = Methodd Wardlight

## Cymorth a cherdyn NEWS2

help-title = Cymorth
help-what-to-do = Pan fydd sgôr yn uchel
help-what-to-do-more = Nid yw sgôr byth yn disodli eich barn. Os ydych yn poeni, dywedwch wrth rywun, beth bynnag yw’r sgôr: mae’r botwm “I'm worried about this patient” yn gwneud hynny.
help-emergency = Mewn argyfwng ffoniwch
help-card = Sut y gwneir y sgôr
help-card-more = Mae pob arwydd yn sgorio 0 i 3; y cyfanswm yw’r NEWS2. Nid 0 yw arwydd na chofnodwyd: mae’r sgôr wedyn yn anghyflawn ac yn dweud “o leiaf”.
help-sign = Arwydd
help-scale-1 = Graddfa SpO₂ 1 (%)
help-scale-2 = Graddfa SpO₂ 2 (%)
help-scale-2-more = Dim ond i glaf y mae meddyg wedi rhagnodi 88–92% ar ei gyfer y mae graddfa 2: penderfynir arni ar dudalen y claf a byth o fewn set.
help-colours = Lliwiau a siapiau
help-colours-more = Daw pob lliw gyda siâp a rhif neu air, fel nad oes angen yr un ar ei ben ei hun.
help-alerts = Pa mor bell yr atebwyd rhybudd
help-whereabouts = Ble mae cofnod
help-whereabouts-more = Gallwch siartio heb Wi-Fi. Mae cofnod yn ddiogel ar y ddyfais hon cyn i’r sgrin ddweud ei fod wedi’i gadw, ac mae’n mynd i’r gweinydd ohono’i hun. Tan hynny nid oes neb arall yn ei weld: dywedwch wrthynt.
help-first = Y tro cyntaf yma?
help-asked-score = NEWS2
help-asked-observe = Arsylwi
help-asked-who = Pwy sy’n gwneud beth
help-asked-told = Pwy sy’n cael gwybod
help-points-0 = 0 pwynt
help-points-1 = 1 pwynt
help-points-2 = 2 bwynt
help-points-3 = 3 phwynt
help-risk-low = Isel: 0 i 4
help-risk-low-medium = Isel–canolig: un arwydd yn sgorio 3
help-risk-medium = Canolig: 5 neu 6
help-risk-high = Uchel: 7 neu fwy
help-at-least = Anghyflawn: o leiaf cymaint â hynny. Mae arwydd ar goll, felly mesurwch ef.
help-stale = Llinellog: yn hwyr. O’r set ddiwethaf y daw’r rhif, a dangosir wrth ei ymyl pa mor bell yn ôl.
help-stage-1 = Neb yn gwybod
help-stage-1-more = Dywedwch wrth rywun a nodwch hynny: “I told them”.
help-stage-2 = Dywedwyd
help-stage-2-more = Dywedwyd wrth rywun ac nid yw wedi ateb. Mae’n dringo at y nesaf ohono’i hun.
help-stage-3 = Derbyniwyd
help-stage-3-more = Mae rhywun yn dod.
help-stage-4 = Gwelwyd
help-stage-4-more = Mae rhywun gyda’r claf, neu wedi bod.
help-stage-5 = Cynllun
help-stage-5-more = Mae cynllun. Mae codiadau bach yn aros yn dawel nes iddo ddod i ben.
help-stage-6 = Heb ei uwchgyfeirio
help-stage-6-more = Penderfynodd person cofrestredig felly, gyda rheswm.
help-step-1 = Dewch o hyd i’ch claf
help-step-1-more = Sganiwch y band arddwrn, neu tapiwch y gwely ar fwrdd y ward. Darllenwch yr enw a’r dyddiad geni yn uchel.
help-step-2 = Cymerwch set
help-step-2-more = Tapiwch Arsylwi. Rhowch bob arwydd i mewn wrth ei ddarllen; mae’r rhes nesaf yn agor ohoni’i hun. Gadewch allan yr hyn na allech ei gymryd a dywedwch pam. Ni chaiff dim ei lenwi ar eich rhan.
help-step-3 = Edrychwch ar y sgôr cyn cadw
help-step-3-more = Mae’r botwm yn enwi’r claf a’r sgôr. Os yw’n uchel, mae’n dweud beth a ofynnir.
help-step-4 = Dywedwch wrth rywun
help-step-4-more = Ar ôl sgôr uchel mae’r sgrin nesaf yn dweud pwy i’w ffonio a beth i’w ddweud. Pwyswch pan fyddwch wedi gwneud.
help-step-5 = Wedi gwneud camgymeriad?
help-step-5-more = Mae Dadwneud yn gweithio am ychydig eiliadau. Wedi hynny cywirwch y set: mae’r hen werth yn aros, wedi’i groesi allan.
help-step-6 = Cyn i chi fynd
help-step-6-more = O dan eich enw, mae “Cofnodion a wnaed yma” yn dangos a yw popeth ar y gweinydd. Allgofnodwch.
help-trigger-routine = 0
help-trigger-ward = 1 i 4
help-trigger-single = 3 mewn un arwydd
help-trigger-urgent = 5 neu 6
help-trigger-emergency = 7 neu fwy
help-told-next = { $who }. Dim ateb mewn { $minutes } mun: y nesaf

## Y ffurflen arsylwadau

observe-title = Arsylwadau
observe-title-amend = Cywiro set
observe-title-recheck = Ailwirio: un arwydd, wrth ymyl y set
observe-which-sign = Pa arwydd a fesuroch eto?
observe-recheck-state = Ail ddarlleniad; mae sgôr y set yn aros
observe-recheck-saved = Cadwyd yr ail ddarlleniad. Mae’n sefyll wrth ymyl y set, y mae ei sgôr a’i hamser nesaf yn aros, oni bai bod y darlleniad hwn yn gofyn am fwy. Os yw’r claf wedi newid, cymerwch set gyfan.
observe-count = Cyfrif
observe-lying-standing = BP gorwedd a sefyll
observe-clean = Glanhau’r sgrin
observe-cleaning = Sychwch y sgrin nawr
observe-next = Nesaf
observe-backspace = Yn ôl un digid
observe-keypad = Bysellau rhif
observe-air = Aer
observe-oxygen = Ocsigen
observe-unable = Methu
observe-keep = Cadw
observe-re-enter = Ailroi
observe-choose = Dewis
observe-leave-out = Gadael
observe-why-missing = Un rheswm am bopeth sydd ar goll:
observe-why-nothing = Pam na ellid cofnodi dim? Mae un rheswm yn cwmpasu’r set.
observe-too-unwell = Rhy sâl i’w fesur
observe-too-unwell-more = Cyfrif fel argyfwng, beth bynnag yw’r sgôr
observe-other-reason = Rheswm arall
observe-other-reason-label = Y rheswm, mewn ychydig eiriau
observe-use-this = Defnyddio hwn
observe-which-device = Sut y rhoddir ocsigen?
observe-not-now = Ei adael allan
observe-which-flow = Llif, litrau y funud
observe-which-fio2 = Ocsigen a anadlir, y cant
observe-when-taken = Pryd y’i cymerwyd?
observe-now = Nawr
observe-other-time = Amser arall
observe-key-the-time = Rhowch yr amser, 24 awr
observe-set-time = Defnyddio’r amser hwn
observe-remark = Sylw
observe-remark-label = Sylw (dewisol, gyda’r set)
observe-more = Mwy
observe-whole-set = Set heb ei chofnodi…
observe-discard = Taflu’r set hon
observe-why-late = Fe’i cymerwyd dros awr yn ôl. Pam y’i rhoddir i mewn nawr?
observe-why-corrected = Pam y’i cywirir? Mae’r hen werthoedd yn dal i’w darllen.
observe-as-before = Fel o’r blaen
observe-rest-of-set = Gweddill heb ei gofnodi…
observe-done = Wedi gorffen
observe-measured-now = Mesurwyd nawr: cadw
observe-to-patient = Claf
observe-so-far = hyd yma
observe-no-score = dim sgôr
observe-nothing-left = Mae popeth i mewn. Edrychwch drosto, yna cadwch.
observe-frozen = O’r drafft y daw’r gwerthoedd hyn. Mae gwerthoedd newydd yn dechrau set newydd.
observe-saving = Wrthi’n cadw…
observe-still-this-patient = Ie, dyma’r claf: cadw
observe-do-not-save = Peidio â chadw
observe-locked-pad = Mae darllen wedi’i gloi. Daliwch ati; gofynnir am eich PIN wrth Gadw.
observe-pin-to-save = Rhowch eich PIN i gadw
observe-save-without-pin = Cadw hebddo
observe-save-without-pin-more = Caiff y set ei chadw a’i huwchgyfeirio yr un fath. Fe’i marcir fel un a siartiwyd heb PIN, ac mae cydweithiwr yn ei chydlofnodi.
observe-take-up = Parhau â hi
observe-take-up-old = Edrych arni, i’w chadw fel y mae
observe-begin-anew = Dechrau set newydd
observe-begin-anew-more = mae dechrau set newydd yn taflu’r drafft.
observe-taken = Cymerwyd
observe-undo = Dadwneud
observe-undone = Dadwnaed. Mae’r set yn aros yn y cofnod, wedi’i chroesi allan, ac nid yw’n cyfrif mwyach.
observe-nobody-told = Nid oes neb arall wedi cael gwybod. Ffoniwch nawr:
observe-nobody-answered = Ar y gweinydd. Nid oes neb wedi derbyn eto. Os nad ydych wedi ffonio, ffoniwch nawr:
observe-is-this-the-patient = Ai dyma’r claf?
observe-bed = Gwely
observe-ask-them = Gofynnwch am eu henw a’u dyddiad geni, neu darllenwch y band arddwrn.
observe-not-enough = Nid yw’n hysbys pwy yw hwn: y gwely yw’r cyfan sydd. Gallwch siartio.
observe-not-them = Na, claf arall
observe-not-asked = Heb ofyn
observe-not-checked = Ni allaf wirio. Siartio yr un fath
observe-draft-old = Ni chadwyd set a ddechreuwyd am { $at } ({ $age } yn ôl). Mae’n rhy hen i’w chymysgu â gwerthoedd newydd: cadwch hi fel y mae, ar ei hamser ei hun, neu dechreuwch o’r newydd.
observe-draft-young = Dechreuoch set am { $at } ({ $age } yn ôl) ac ni chadwoch hi.
observe-short-arrest = Ataliad y galon?
observe-short-unusual = Anarferol. Wedi’i fesur?
observe-short-jump = Newid mawr. Wedi’i fesur?
observe-short-pulse-pressure = Agos neu bell. Cywir?
observe-short-swapped = Fel y diastolig diwethaf. Blwch cywir?
observe-short-exchanged = Wedi’i gyfnewid â BP?
observe-short-as-spo2 = Fel SpO₂. Blwch cywir?
observe-short-as-last = Fel y tro diwethaf. Wedi’i fesur?
observe-short-36 = 36.0 am y trydydd tro?
observe-short-shift = 10° i ffwrdd. Digid anghywir?
observe-short-device = Pa ddyfais?
observe-short-delivery = Faint?
observe-above = Uwchlaw’r targed{ $target }: troi’r ocsigen i lawr? Dywedwch wrth y nyrs â gofal neu feddyg.
observe-below = Islaw’r targed{ $target }: gwiriwch y chwiliedydd, y llwybr anadlu, yr ocsigen. Dywedwch wrth y nyrs â gofal neu feddyg.
observe-not-prescribed = Heb ei ragnodi: rhowch yr hyn sydd ei angen, a gofynnwch am bresgripsiwn.
observe-other-device = Nid y ddyfais a ragnodwyd: newidiwch hi, neu dywedwch wrth y rhagnodwr.
observe-other-amount = Nid y swm a ragnodwyd: newidiwch ef, neu dywedwch wrth y rhagnodwr.
observe-above-short = Uwchlaw’r targed: troi i lawr? Dywedwch wrth nyrs
observe-below-short = Islaw’r targed: dywedwch wrth nyrs
observe-not-prescribed-short = Heb ei ragnodi: gofynnwch
observe-other-device-short = Nid y ddyfais a ragnodwyd
observe-other-amount-short = Nid y swm a ragnodwyd
observe-three-digits = Tri digid: 37.0 yw 3 7 0
observe-can-be = Gall fod yn { $low } i { $high }
observe-not-a-number = Nid yw’n rhif
observe-save-name = Cadw ar gyfer { $name } – { $bed }
observe-save-bed = Cadw ar gyfer gwely { $bed }
observe-yes-in = Ie, dyma’r claf yn { $bed }
observe-nothing-keyed = Dim wedi’i roi i mewn eto
observe-score-was = NEWS2 { $total } (cynt: { $before })
observe-score-first = NEWS2 { $total } (cyntaf)
observe-score-alone = NEWS2 { $total }
observe-score-unwell = Rhy sâl i’w fesur: argyfwng. O leiaf { $points }
observe-score-missing = NEWS2 anghyflawn – { $n } ar goll; o leiaf { $points }
observe-without-score = Cofnodwyd heb sgôr NEWS2
observe-spoken-risk = NEWS2 { $total }, risg { $risk }
observe-spoken-unwell = Rhy sâl i’w fesur: argyfwng. NEWS2 o leiaf { $points }.
observe-spoken-missing = NEWS2 anghyflawn, o leiaf { $points }. Ar goll: { $signs }. Nid yw sgôr y claf yn newid.
observe-scales-disputed = Mae anghydfod ynghylch graddfa SpO2: { $here } o dan hon, { $other } o dan y llall. Gweithredwch ar yr uchaf.
observe-last = diwethaf { $value } am { $time }
observe-delta-none = heb newid ers { $time }
observe-delta-up = i fyny { $amount } ers { $time }
observe-delta-down = i lawr { $amount } ers { $time }
observe-still-so = Fel o’r blaen: { $how }?
observe-some-oxygen = ocsigen
observe-taken-now = Cymerwyd nawr
observe-taken-time = Cymerwyd { $time }
observe-signs-still-missing = Ar goll o hyd: { $signs }. Mae Cadw yn gofyn pam.
observe-signs-missing = Ar goll: { $signs }
observe-total-was = cynt: { $total }
observe-floor = NEWS2 o leiaf { $total }
observe-bed-is-now = Pan agoroch y ffurflen hon roedd y claf yn { $before }. Nawr: { $now }. Ai dyma’r claf?
observe-bed-was = Pan agoroch y ffurflen hon roedd y claf yn { $before }. Edrychwch ar y band arddwrn: ai dyma’r claf?
observe-back-by = −{ $minutes } mun
observe-saved-name = Cadwyd ar gyfer { $name } – { $bed }
observe-saved-bed = Cadwyd ar gyfer gwely { $bed }
observe-next-now = Set nesaf yn ddyledus nawr ({ $at })
observe-next-in = Set nesaf yn ddyledus { $at }, ymhen { $span }
observe-saved-incomplete = NEWS2 anghyflawn: o leiaf { $points }. Ar goll: { $signs }. Nid yw’r set nesaf yn ddyledus yn hwyrach na chynt, ac nid yw’r sgôr ar y bwrdd yn gwella.
observe-touch-rests = Mae cyffwrdd yn gorffwys am { $seconds } e. Ni chollir dim.
observe-undo-left = Dadwneud ({ $seconds } e)
observe-why-not = { $sign }: pam ddim?

## Y cyfrifydd anadliadau

breaths-begin = Tapiwch gyda phob anadl
breaths-begin-more = Mae pum anadl wastad yn rhoi cyfradd
breaths-counting = Daliwch ati
breaths-steady = Gwastad
breaths-unsteady = Ddim yn wastad eto. Daliwch ati
breaths-go-on = Isel, uchel neu afreolaidd: cyfrifwch y funud lawn
breaths-whole = mewn munud lawn
breaths-stopped = Peidiodd y tapiau cyn i’r funud ddod i ben. Tapiwch i ddechrau eto, neu rhowch eich cyfrif eich hun.
breaths-left = { $how } ({ $left } e)
breaths-take-it = Defnyddio { $rate }
breaths-take-it-early = Defnyddio { $rate } heb y funud lawn
breaths-rate = { $rate } y funud, { $how }
breaths-rate-early = { $rate } y funud, { $how }. Cyfrifwch y funud lawn

## Enwau arwyddion a sgoriau

names-respirations = anadliadau
names-spo2 = SpO₂
names-air-or-oxygen = aer neu ocsigen
names-blood-pressure = pwysedd gwaed
names-pulse = pwls
names-consciousness = ymwybyddiaeth
names-temperature = tymheredd
names-short-resps = Anadl
names-short-air = Aer / O₂
names-short-bp = BP
names-short-pulse = Pwls
names-short-acvpu = ACVPU
names-short-temp = Tymh
names-field-set = y set
names-field-respirations = Anadliadau, anadl y funud
names-field-spo2 = Dirlawnder ocsigen, y cant
names-field-oxygen = Aer neu ocsigen
names-field-device = Dyfais ocsigen
names-field-flow = Llif ocsigen, litrau y funud
names-field-fio2 = Ocsigen a anadlir, y cant
names-field-systolic = Pwysedd gwaed systolig, milimetrau o fercwri
names-field-diastolic = Pwysedd gwaed diastolig, milimetrau o fercwri
names-field-pulse = Pwls, curiadau y funud
names-field-consciousness = Lefel ymwybyddiaeth
names-field-temperature = Tymheredd, graddau Celsius
names-risk-low = isel
names-risk-low-medium = isel i ganolig
names-risk-medium = canolig
names-risk-high = uchel
names-bed-or = { $first } neu { $other }
names-sign-respirations = Anadliadau
names-sign-oxygen = Aer neu ocsigen
names-sign-bp = Pwysedd gwaed
names-sign-pulse = Pwls
names-sign-consciousness = Ymwybyddiaeth
names-sign-temperature = Tymheredd
names-risk-label-low = Isel
names-risk-label-low-medium = Isel–canolig
names-risk-label-medium = Canolig
names-risk-label-high = Uchel
names-level-alert = Effro
names-level-confusion = Dryswch newydd
names-level-voice = Ymateb i lais
names-level-pain = Ymateb i boen
names-level-unresponsive = Anymatebol
names-role-assistant = Cynorthwyydd gofal iechyd
names-role-student = Myfyriwr
names-role-nurse = Nyrs gofrestredig
names-role-in-charge = Nyrs â gofal
names-role-therapist = Therapydd
names-role-doctor = Meddyg
names-role-system = System
names-gender-male = Gwryw
names-gender-female = Benyw
names-gender-other = Arall penodol
names-gender-not-known = Ddim yn hysbys
names-gender-not-specified = Heb ei nodi

## Oedran ac aros

times-moment = llai na munud
times-min = { $n } mun
times-h = { $n } awr
times-h-min = { $hours } awr { $minutes } mun
times-d = { $n ->
    [two] 2 ddiwrnod
    [few] 3 diwrnod
   *[other] { $n } diwrnod
}
times-minutes = { $n ->
    [one] 1 funud
    [two] 2 funud
   *[other] { $n } munud
}
times-hours = { $n } awr
times-days = { $n ->
    [one] 1 diwrnod
    [two] 2 ddiwrnod
   *[other] { $n } diwrnod
}
times-hours-minutes = { $hours } a { $minutes }
times-just-now = newydd fod
times-in-future = ymhen { $span }
times-past = { $span } yn ôl
times-no-set = dim set
times-planned = wedi’i chynllunio
times-due = yn ddyledus
times-now = nawr
times-due-in = ymhen
times-overdue = hwyr o
times-none-planned = dim arsylwadau wedi’u cynllunio
times-spoken-now = arsylwadau’n ddyledus nawr
times-spoken-in = arsylwadau’n ddyledus ymhen { $span }
times-spoken-ago = roedd arsylwadau’n ddyledus { $span } yn ôl
times-spoken-overdue = arsylwadau’n hwyr o { $span }

## Sgôr fel statws

score-none = Dim sgôr eto
score-no-score = Dim sgôr
score-too-unwell = Rhy sâl
score-under-16 = Dan 16
score-maternity = Mamolaeth
score-age-unknown = Oed anhysbys
score-at-least-low = O leiaf isel
score-at-least-low-medium = O leiaf isel–can
score-at-least-medium = O leiaf canolig
score-at-least-high = Uchel
score-none-spoken = Dim sgôr NEWS2 eto
score-incomplete-spoken = NEWS2 o leiaf { $points }, anghyflawn, risg { $risk }
score-unwell-spoken = Argyfwng: rhy sâl i’w fesur, NEWS2 o leiaf { $points }
score-points = { $n ->
    [two] bwynt
    [few] phwynt
   *[other] pwynt
}

## Pa mor bell yr atebwyd rhybudd

episode-no-answer = Dim ateb
episode-nobody-told = Neb yn gwybod
episode-not-accepted = Heb ei dderbyn
episode-accepted = Derbyniwyd
episode-not-escalated = Heb ei uwchgyfeirio
episode-with-patient = Gyda’r claf
episode-plan-made = Cynllun wedi’i wneud
episode-closed = Caewyd
episode-just-now = newydd fod
episode-nobody-accepted = Nid oes neb wedi derbyn

## Ble mae cofnodion

sync-here = Ar y ddyfais hon yn unig
sync-on-server = Ar y gweinydd
sync-verified = Ar y gweinydd, wedi’i wirio
sync-aside = O’r neilltu – gweler pam
sync-here-more = Wedi’i gadw ar y ddyfais hon yn unig. Ni all neb arall ei weld eto.
sync-on-server-more = Mae’r gweinydd yn dweud ei fod ganddo. Nid yw wedi dod yn ôl i’w wirio eto.
sync-verified-more = Mae wedi dod yn ôl o’r gweinydd heb newid, a gwiriwyd ei gadwyn.
sync-aside-more = Gwrthododd y gweinydd neu’r ddyfais hon ef. Fe’i cedwir, a rhestrir y rheswm.
sync-aside-line = { $n ->
    [one] 1 cofnod o’r neilltu.
    [two] 2 gofnod o’r neilltu.
    [few] 3 chofnod o’r neilltu.
    [many] 6 chofnod o’r neilltu.
   *[other] { $n } cofnod o’r neilltu.
}
sync-aside-long = { $n ->
    [one] Rhoddwyd 1 cofnod o’r neilltu: edrychwch ar y rhesymau.
    [two] Rhoddwyd 2 gofnod o’r neilltu: edrychwch ar y rhesymau.
    [few] Rhoddwyd 3 chofnod o’r neilltu: edrychwch ar y rhesymau.
    [many] Rhoddwyd 6 chofnod o’r neilltu: edrychwch ar y rhesymau.
   *[other] Rhoddwyd { $n } cofnod o’r neilltu: edrychwch ar y rhesymau.
}
sync-disk = Mae’r ddyfais hon bron yn llawn.
sync-disk-more = Mae’r ddyfais hon bron yn llawn: gellir cadw’r hyn rydych yn ei siartio nawr o hyd. Defnyddiwch ddyfais arall nesaf, a dywedwch wrth y nyrs â gofal.
sync-unsent = { $n ->
    [one] Mae 1 cofnod ar y ddyfais hon yn unig. Ni all neb arall ei weld.
    [two] Mae 2 gofnod ar y ddyfais hon yn unig. Ni all neb arall eu gweld.
    [few] Mae 3 chofnod ar y ddyfais hon yn unig. Ni all neb arall eu gweld.
    [many] Mae 6 chofnod ar y ddyfais hon yn unig. Ni all neb arall eu gweld.
   *[other] Mae { $n } cofnod ar y ddyfais hon yn unig. Ni all neb arall eu gweld.
}
sync-not-joined = Nid yw’r ddyfais hon wedi’i chysylltu â gweinydd.
sync-no-server = Dim gweinydd
sync-sending = { $n ->
    [one] Yn anfon 1 cofnod
    [two] Yn anfon 2 gofnod
    [few] Yn anfon 3 chofnod
    [many] Yn anfon 6 chofnod
   *[other] Yn anfon { $n } cofnod
}
sync-being-sent = Maent yn cael eu hanfon nawr.
sync-checking = { $n ->
    [one] Mae popeth ar y gweinydd. Mae 1 cofnod yn dal i gael ei wirio.
    [two] Mae popeth ar y gweinydd. Mae 2 gofnod yn dal i gael eu gwirio.
    [few] Mae popeth ar y gweinydd. Mae 3 chofnod yn dal i gael eu gwirio.
    [many] Mae popeth ar y gweinydd. Mae 6 chofnod yn dal i gael eu gwirio.
   *[other] Mae popeth ar y gweinydd. Mae { $n } cofnod yn dal i gael eu gwirio.
}
sync-all-verified = Mae pob un o’r { $n } cofnod ar y gweinydd, wedi’u gwirio.
sync-all-verified-uncounted = Mae pob cofnod ar y gweinydd, wedi’u gwirio.
sync-all-on-server = Popeth ar y gweinydd
sync-no-contact = Dim cysylltiad ers { $at }
sync-never-contact = Dim cysylltiad â’r gweinydd ers y dechrau
sync-nothing-waits = Nid oes dim yn aros i’w anfon. Nid yw’r hyn y mae eraill yn ei siartio yn cyrraedd yma.
sync-go-on = Gallwch barhau i siartio.

## Dyddiau ac amseroedd a deipir

when-day = Diwrnod
when-month = Mis
when-year = Blwyddyn
when-time = Amser (24 awr)
when-today = Heddiw
when-yesterday = Ddoe
when-tomorrow = Yfory
when-partly-day = Diwrnod, mis a’r flwyddyn gyfan, megis 7 Aug 2026
when-partly-moment = Diwrnod, mis, blwyddyn ac amser, megis 7 Aug 2026 0910
when-no-such-day = Nid yw’r diwrnod hwn yn y mis hwnnw. Gwiriwch y diwrnod a’r mis.
when-not-a-day = Ni ddeallwyd y diwrnod “{ $text }”. Ysgrifennwch 1 i 31.
when-not-a-month = Ni ddeallwyd y mis “{ $text }”. Ysgrifennwch ei rif, neu ei enw Saesneg, megis Aug.
when-not-a-year = Ni ddeallwyd y flwyddyn “{ $text }”. Ysgrifennwch bedwar digid, megis 2026.
when-not-a-time = Ni ddeallwyd yr amser “{ $text }”. Ysgrifennwch ef yn ôl y cloc 24 awr, megis 0910.
when-born-later = Mae’r dyddiad geni hwn eto i ddod. A yw’n gywir?
when-born-long-ago = Yn ôl y dyddiad geni hwn mae’r claf yn { $years } oed. A yw’n gywir?
when-born-right = Mae’n gywir, fel y’i teipiwyd

## Camera’r llechen

camera-open = Sganio gyda’r camera
camera-hold = Daliwch y band arddwrn yn wastad, yn y golau, nes y darllenir ei god.
camera-close = Cau’r camera
camera-closed = Caewyd y camera. Ni sganiwyd dim.

## Edrych yn agosach ar y duedd

zoom-closer = Agosach
zoom-wider = Lletach
zoom-all = Y cyfan
zoom-time = Faint o amser a ddangosir
zoom-shown = Dangosir: { $from } i { $to }, { $span }.
zoom-older = Ni ddangosir y diweddaraf.
zoom-how = Agosach â dau fys neu’r fysell +, lletach â −; symudwch ef drwy lusgo.
