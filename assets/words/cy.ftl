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
board-nobody-yours = Nid ydych yn gofalu am neb eto. Agorwch glaf o fwrdd y ward a dewiswch “Gofalu am”.
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
help-what-to-do-more = Nid yw sgôr byth yn disodli eich barn. Os ydych yn poeni, dywedwch wrth rywun, beth bynnag yw’r sgôr: mae’r botwm “Rwy’n poeni” yn gwneud hynny.
help-emergency = Mewn argyfwng ffoniwch
help-card = Sut y gwneir y sgôr
help-card-more = Mae pob arwydd yn sgorio 0 i 3; y cyfanswm yw’r NEWS2. Nid 0 yw arwydd na chofnodwyd: mae’r sgôr wedyn yn anghyflawn ac yn dweud “o leiaf”.
help-sign = Arwydd
help-scale-1 = Graddfa SpO₂ 1 (%)
help-scale-2 = Graddfa SpO₂ 2 (%)
help-scale-2-more = Dim ond i glaf y mae meddyg wedi rhagnodi 88–92% ar ei gyfer y mae graddfa 2: penderfynir arni ar dudalen y claf a byth o fewn set.
help-colours = Lliwiau a siapiau
help-colours-more = Daw pob lliw gyda siâp a rhif neu air, fel nad oes angen yr un ar ei ben ei hun.
help-alerts = Beth ddaeth o rybudd
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
help-stage-1-more = Dywedwch wrth rywun a nodwch hynny: “Rwyf wedi dweud…”.
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
help-how = Sut mae…?
help-how-1 = Sganio band arddwrn
help-how-1-more = Ar y sgrin Dod o hyd i glaf, wrth ymyl unrhyw ffurflen neu nodyn, neu o dan “…” wrth ymyl set, pwyswch “Sganio gyda’r camera”, neu defnyddiwch sganiwr ar unrhyw sgrin. Ni chedwir dim ar sail sgan: mae’r sgrin yn gofyn ai dyma’r claf.
help-how-2 = Edrych yn agosach ar y siart
help-how-2-more = Ar y duedd, agorwch ddau fys neu pwyswch +, a llusgwch i symud. Mae “Y cyfan” yn dangos y cyfnod cyfan eto. Cyffyrddwch â set i’w darllen mewn geiriau.
help-how-3 = Cywiro’r hyn a wrthodwyd
help-how-3-more = O dan eich enw, mae “Wedi’u rhoi o’r neilltu” yn rhestru’r hyn na dderbyniodd y gweinydd, a pham. Ni chollir dim ohono: anfonwch ef eto, siartiwch ef o’r newydd, neu nodwch ef yn eich enw ar ôl ei wirio.
help-how-4 = Newid yr iaith
help-how-4-more = O dan eich enw neu lle rydych yn mewngofnodi, os yw eich ysbyty yn cynnig rhai eraill. Mae’r cofnod a’r papur yn aros yn Saesneg, fel y gall pawb sy’n gofalu am y claf eu darllen.
help-how-5 = Ei gael ar bapur
help-how-5-more = Mae siart 72 awr ac adroddiad yr arhosiad o dan “Symud, rhyddhau, mwy” ar dudalen y claf; mae’r trosglwyddo’n argraffu o’i sgrin ei hun. Os na ellir cyrraedd Wardlight, defnyddiwch becyn papur y ward: y 72 awr diwethaf ar gyfer pob claf, lle mae eich ysbyty’n ei gadw.
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
observe-target = targed { $range }%
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
observe-points-head = Pwyntiau

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
    [many] phwynt
   *[other] pwynt
}
score-last-scores = Sgoriau diwethaf: { $words }
score-floor-spoken = o leiaf { $points }
score-advice-under-16 = Nid yw NEWS2 ar gyfer cleifion dan 16. Defnyddiwch y siart pediatrig (PEWS).
score-advice-pregnancy = Nid yw NEWS2 ar gyfer cleifion beichiog neu a fu’n feichiog yn ddiweddar. Defnyddiwch y siart mamolaeth (MEWS).
score-advice-age-unknown = Nid yw’r dyddiad geni’n hysbys, felly ni ellir defnyddio NEWS2 eto. Cofnodwch ef, neu defnyddiwch y siart ar gyfer yr oedran.

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
episode-say = Beth i’w ddweud: drafft o’r cofnod
episode-told-whom = Wrth bwy y dywedoch?
episode-their-name = Eu henw, os ydych yn ei wybod
episode-told-how = Sut? Mae hyn yn ei gofnodi.
episode-accept-more = Pwy bynnag sy’n derbyn a enwir fel yr un sy’n atebol amdano, ac nid yw’n mynd ymlaen at neb arall am y tro.
episode-attend-more = Dywedwch hynny pan fydd rhywun a all weithredu wrth y gwely.
episode-i-accept = Rwy’n ei dderbyn
episode-i-am-there = Rwyf gyda’r claf
episode-somebody-else = Rhywun arall, wrth ei enw
episode-they-accepted = Maent wedi derbyn
episode-they-are-there = Maent gyda’r claf
episode-plan = Beth sydd i’w wneud?
episode-review = Tan hynny disgwylir yr un sgôr
episode-no-review = Dim amser o’r fath
episode-save-plan = Cadw’r cynllun hwn
episode-not-escalate-more = Mae’r rhybudd yn aros ar agor ac ar y bwrdd, gyda’ch enw a’ch rheswm. Mae codiad yn ei godi eto.
episode-confirm-not-escalate = Peidio ag uwchgyfeirio, am y rheswm hwn
episode-close-more = Mae’n gadael y bwrdd. Bydd set mor uchel â hon, neu bryder newydd, yn codi un arall.
episode-confirm-close = Cau’r rhybudd hwn
episode-in-words = Mewn geiriau
episode-sign-answer = Llofnodi’r ateb hwn
episode-story = Beth sydd wedi digwydd
episode-does-not-count = nid yw’n cyfrif: nid yw eu rôl na’u PIN yn caniatáu hynny
episode-alert = Rhybudd
episode-all-of-it = Popeth am y rhybudd hwn
episode-concern = Rwy’n poeni
episode-concern-title = Beth sy’n eich poeni?
episode-concern-more = Nid oes angen sgôr na rheswm. Dewiswch yr hyn sy’n gweddu, neu ddim, a’i godi.
episode-concern-what = Dewiswch gynifer ag y mynnwch
episode-concern-signs = A welwch chi unrhyw un o’r rhain?
episode-concern-from = Pwy sy’n poeni?
episode-tasks = Fy nhasgau
episode-level-emergency = Argyfwng
episode-level-urgent = Brys
episode-level-urgent-ward-team = Brys, tîm y ward
episode-level-nurse-to-assess = Nyrs i asesu
episode-level-routine = Arferol
episode-stage-raised = Nid oes neb wedi cael gwybod eto
episode-stage-told = Dywedwyd. Nid oes neb wedi derbyn eto
episode-stage-not-escalated = Penderfynwyd peidio ag uwchgyfeirio
episode-stage-attended = Mae rhywun gyda’r claf
episode-stage-attended-by = Mae rhywun gyda’r claf. Derbyniwyd gan { $owner }
episode-stage-accepted-by = Derbyniwyd gan { $owner }
episode-stage-accepted-by-then = Derbyniwyd gan { $owner }, yna gan { $also }
episode-stage-planned = Mae cynllun. Derbyniwyd
episode-stage-planned-by = Mae cynllun. Derbyniwyd gan { $owner }
episode-stage-planned-by-then = Mae cynllun. Derbyniwyd gan { $owner }, yna gan { $also }
episode-raised = ers { $at }, { $ago }
episode-waiting = Yn aros am ateb { $since }
episode-tell-whom = Dywedwch wrth: { $whom }
episode-ring-number = Ffoniwch { $number }
episode-asked-since = Gofynnwyd ers { $since }.
episode-asked-until = Gofynnwyd ers { $since }. Os nad oes neb yn ateb, fe’i codir eto am { $at }.
episode-unanswered-since = Dim ateb mewn pryd ers { $since }.
episode-unanswered-until = Dim ateb mewn pryd ers { $since }. Os nad oes neb yn ateb, fe’i codir eto am { $at }.
episode-attend-by = Rhaid i rywun fod gyda’r claf erbyn { $at }
episode-attend-late = Neb gyda’r claf eto; i fod yno erbyn { $at }
episode-act-tell = Rwyf wedi dweud…
episode-act-accept = Derbyn…
episode-act-attend = Gyda’r claf…
episode-act-plan = Cynllun…
episode-act-not-escalate = Peidio ag uwchgyfeirio…
episode-act-infection = Ateb…
episode-act-close = Cau…
episode-sbar-situation = Sefyllfa
episode-sbar-background = Cefndir
episode-sbar-assessment = Asesiad
episode-sbar-recommendation = Argymhelliad
episode-told-in-person = Dywedais wrthynt wyneb yn wyneb
episode-told-by-telephone = Dywedais wrthynt dros y ffôn
episode-told-by-bleep = Dywedais wrthynt drwy flîp
episode-told-by-emergency-call = Dywedais wrthynt drwy alwad argyfwng
episode-infection-since = Mae’r cloc yn rhedeg ers { $since }.
episode-infection-dose-by = Mae’r cloc yn rhedeg ers { $since }. Lle’r amheuir haint, y dos cyntaf erbyn { $at }.
episode-from-staff = Fi
episode-from-patient = Y claf
episode-from-family = Teulu neu ofalwr
episode-raise-for = Codi pryder am { $name } – { $bed }
episode-raise-for-bed = Codi pryder am wely { $bed }
episode-concern-saved-for = Cofnodwyd pryder am { $name } – { $bed }
episode-concern-saved-bed = Cofnodwyd pryder am wely { $bed }
episode-arrest = Ataliad y galon: ffoniwch { $number }
episode-filter-soon = Cyn hir
episode-filter-all = Pob un
episode-no-tasks-mine = Dim i’w wneud i’r cleifion rydych yn gofalu amdanynt. Cymerwch glaf o’i dudalen gyda "Gofalu am".
episode-no-tasks-soon = Nid oes dim yn ddyledus o fewn yr awr.
episode-no-tasks-all = Dim i’w wneud.
episode-taken-on-by = cymerwyd gan { $names }

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
sync-being-sent = Wrthi’n anfon nawr.
sync-checking = { $n ->
    [one] Mae popeth ar y gweinydd. Mae 1 cofnod yn dal i gael ei wirio.
    [two] Mae popeth ar y gweinydd. Mae 2 gofnod yn dal i gael eu gwirio.
    [few] Mae popeth ar y gweinydd. Mae 3 chofnod yn dal i gael eu gwirio.
    [many] Mae popeth ar y gweinydd. Mae 6 chofnod yn dal i gael eu gwirio.
   *[other] Mae popeth ar y gweinydd. Mae { $n } cofnod yn dal i gael eu gwirio.
}
sync-all-verified = { $n ->
    [two] Mae’r 2 gofnod ar y gweinydd, wedi’u gwirio.
    [few] Mae’r 3 chofnod ar y gweinydd, wedi’u gwirio.
    [many] Mae’r 6 chofnod ar y gweinydd, wedi’u gwirio.
   *[other] Mae’r { $n } cofnod ar y gweinydd, wedi’u gwirio.
}
sync-all-verified-uncounted = Mae pob cofnod ar y gweinydd, wedi’u gwirio.
sync-all-on-server = Popeth ar y gweinydd
sync-no-contact = Dim cysylltiad ers { $at }
sync-never-contact = Dim cysylltiad â’r gweinydd ers y dechrau
sync-nothing-waits = Nid oes dim yn aros i’w anfon. Nid yw’r hyn y mae eraill yn ei siartio yn cyrraedd yma.
sync-go-on = Gallwch barhau i siartio.

## Tudalen y claf

patient-observe = Cofnodi arsylwadau
patient-chart = Siart
patient-look-after = Gofalu am
patient-stop-looking-after = Peidio â gofalu am
patient-no-allergies = Dim alergeddau hysbys
patient-allergies-not-recorded = Alergeddau heb eu cofnodi
patient-known-allergies = Alergeddau hysbys
patient-born = Ganwyd
patient-nhs-no = Rhif GIG
patient-hospital-no = Rhif ysbyty
patient-gender = Rhywedd
patient-not-recorded = Heb ei gofnodi
patient-not-known = Ddim yn hysbys
patient-recent-sets = Arsylwadau diweddar
patient-no-sets = Nid oes arsylwadau wedi’u cofnodi yn yr arhosiad hwn.
patient-response = Beth mae’r sgôr yn gofyn amdano
patient-target-heading = Targed a ragnodwyd
patient-no-target = Dim targed
patient-scale = Graddfa SpO₂
patient-scale-default = Y rhagosodiad. Nid oes neb wedi penderfynu’n wahanol.
patient-decide-scale = Penderfynu’r raddfa
patient-decide-scale-more = Dim ond ar gyfer methiant anadlol hypercapnig gyda tharged a ragnodwyd o 88 i 92 % y mae graddfa 2. Mae setiau sydd eisoes wedi’u sgorio yn cadw eu graddfa.
patient-scale-not-yours = Y nyrs â gofal neu feddyg sy’n penderfynu.
patient-scale-disputed = Mae anghydfod: nes ei setlo, y sgôr uchaf sy’n cyfrif.
patient-correct = Cywiro
patient-recheck = Ailwirio
patient-recheck-of-set = Ailwiriad o un arwydd mewn set gynharach
patient-amend = Newid gwerth
patient-in-error = Cofnodwyd trwy gamgymeriad
patient-wrong-patient = Claf anghywir
patient-in-error-more = Mae’r set yn dal i’w darllen, wedi’i chroesi allan, ac nid yw’n cyfrif mwyach. Os cododd rybudd, gofynnir am ei hailadrodd nawr.
patient-wrong-patient-more = Caiff y set ei thynnu’n ôl yma a’i siartio i’r claf cywir ar ei hamser ei hun. Mae’r ddau gofnod yn dweud hynny.
patient-whose = Set pwy yw hi?
patient-why = Pam?
patient-answer = Eich ateb
patient-confirm-in-error = Marcio fel camgymeriad
patient-confirm-scale = Llofnodi’r penderfyniad hwn
patient-conflicts = Cofnododd dau berson hyn yn wahanol
patient-late = Cofnodwyd yn hwyr
patient-clock-doubtful = Ni phrofwyd cloc y ddyfais
patient-moved-from-another = Symudwyd yma o glaf arall
patient-emergency = Siartiwyd heb PIN, i’w gydlofnodi
patient-to-countersign = I’w cydlofnodi: siartiwyd heb PIN, neu gan fyfyriwr
patient-countersign-whose = Nyrs neu feddyg sydd wedi mewngofnodi â PIN sy’n cydlofnodi.
patient-countersign = Cydlofnodi
patient-target-range = { $low } i { $high } %
patient-time-not-recorded = Amser heb ei gofnodi
patient-incomplete-spoken = NEWS2 anghyflawn, o leiaf { $points }
patient-no-score-spoken = Dim sgôr NEWS2
patient-correct-set = Cywiro set { $at }
patient-recheck-set = Ailwirio un arwydd o set { $at }
patient-rechecked-same = Ailwiriad o { $at }: { $was } bryd hynny. Mae’r ddau’n sefyll
patient-rechecked-higher = Ailwiriad o { $at }: { $was } bryd hynny, nawr { $by } yn uwch. Mae’r ddau’n sefyll
patient-rechecked-lower = Ailwiriad o { $at }: { $was } bryd hynny, nawr { $by } yn is. Mae’r ddau’n sefyll
patient-counted-tapped = Cyfrifwyd yr anadliadau â thapiau
patient-counted-full-minute = Cyfrifwyd yr anadliadau am funud lawn
patient-confirm-move = Symud i { $name } – { $bed }
patient-meanwhile = Yn y cyfamser: { $what }
patient-sets-shown = { $shown } o { $all } set. Mae’r siart yn dangos y lleill.
patient-newer-entries = { $n ->
    [one] Gwnaed 1 cofnod gan fersiwn mwy newydd o Wardlight ac ni ellir ei ddangos yma. Fe’i cedwir a’i drosglwyddo. Diweddarwch y ddyfais hon, ac edrychwch ar un arall yn y cyfamser.
    [two] Gwnaed 2 gofnod gan fersiwn mwy newydd o Wardlight ac ni ellir eu dangos yma. Fe’u cedwir a’u trosglwyddo. Diweddarwch y ddyfais hon, ac edrychwch ar un arall yn y cyfamser.
    [few] Gwnaed 3 chofnod gan fersiwn mwy newydd o Wardlight ac ni ellir eu dangos yma. Fe’u cedwir a’u trosglwyddo. Diweddarwch y ddyfais hon, ac edrychwch ar un arall yn y cyfamser.
    [many] Gwnaed 6 chofnod gan fersiwn mwy newydd o Wardlight ac ni ellir eu dangos yma. Fe’u cedwir a’u trosglwyddo. Diweddarwch y ddyfais hon, ac edrychwch ar un arall yn y cyfamser.
   *[other] Gwnaed { $n } cofnod gan fersiwn mwy newydd o Wardlight ac ni ellir eu dangos yma. Fe’u cedwir a’u trosglwyddo. Diweddarwch y ddyfais hon, ac edrychwch ar un arall yn y cyfamser.
}
patient-heard-news = Newyddion diwethaf am y claf hwn gan y gweinydd { $age }
patient-heard-nothing = Dim newyddion am y claf hwn gan y gweinydd eto
patient-years = { $n } oed
patient-marked-corrected = Cywirwyd gan { $name } am { $at }
patient-marked-in-error = Cofnodwyd trwy gamgymeriad, marciwyd gan { $name } am { $at }
patient-marked-undone = Dadwnaed gan { $name } am { $at }
patient-marked-moved = Symudwyd i glaf arall gan { $name } am { $at }
patient-marked-twice = Cywirodd dau berson y set hon yn wahanol; un fersiwn yw hon
patient-moved-here-by = Symudwyd yma o glaf arall gan { $by }
patient-countersigned = Siartiwyd heb PIN, cydlofnodwyd gan { $by }
patient-signed-for = Cydlofnodwyd gan { $by }
patient-no-longer = Nid yw’r sgôr hwn yn berthnasol mwyach. { $advice }
patient-scale-1 = Graddfa 1
patient-scale-2 = Graddfa 2 (rhagnodwyd 88–92%)

## Penderfyniadau am arhosiad

decisions-title = Penderfyniadau a gofal
decisions-oxygen = Presgripsiwn ocsigen
decisions-none = Dadebru, terfyn triniaeth a rhagofalon: heb eu cofnodi.
decisions-decide = Penderfynu neu gofnodi…
decisions-review-past = mae’r adolygiad yn hwyr
decisions-stop-with-alert = Mae rhybudd ar agor. Nid yw atal arsylwadau yn ei gau: mae’n rhaid i rywun ddod o hyd.
decisions-what = Beth sydd i’w benderfynu neu ei gofnodi?
decisions-form-says = Beth mae’r ffurflen a lofnodwyd yn ei ddweud?
decisions-how-far = Pa mor bell y mae triniaeth i fynd?
decisions-decided-by = Penderfynwyd gan (enw a gradd)
decisions-review-on = Adolygu ar (gellir ei adael yn wag)
decisions-ceiling-words = Beth mae hynny’n ei olygu i’r claf hwn (gellir ei adael yn wag)
decisions-where-to = I ble?
decisions-back-in = Yn ôl ymhen tua
decisions-not-known = Ddim yn hysbys
decisions-how-often = Pa mor aml?
decisions-until = Am ba hyd?
decisions-not-less-often = Nyrs gofrestredig neu feddyg sy’n penderfynu arsylwi’n llai aml.
decisions-reason = Rheswm, mewn geiriau
decisions-sign = Llofnodi’r penderfyniad hwn
decisions-allergic-to = Alergedd i, a beth sy’n digwydd (un i bob llinell)
decisions-take-out = Tapiwch yr hyn sydd i’w dynnu o’r rhestr
decisions-taken-out = Mae hyn yn tynnu o’r rhestr:
decisions-ward-flags = Baneri
decisions-limb-words = Pam, er enghraifft: ffistwla, dim pwysedd gwaed
decisions-which-leg = Pa goes?
decisions-act-resuscitation = Dadebru
decisions-act-ceiling = Terfyn triniaeth
decisions-act-monitoring = Pa mor aml i arsylwi
decisions-act-relax-monitoring = Arsylwi’n llai aml
decisions-act-stop = Atal arsylwadau
decisions-act-restart = Ailddechrau arsylwadau
decisions-act-off-ward = Oddi ar y ward
decisions-act-back = Yn ôl ar y ward
decisions-act-precaution = Rhagofalon
decisions-act-allergies = Alergeddau
decisions-act-pregnancy = Beichiogrwydd
decisions-more-resuscitation = Ysgrifennwch yma beth mae’r ffurflen a lofnodwyd yn ei ddweud. Y ffurflen a lofnodwyd sy’n cyfrif.
decisions-more-ceiling = Pa mor bell y mae triniaeth i fynd, fel y penderfynodd yr uwch glinigydd.
decisions-more-monitoring = Mae’n para tan yr amser a ddewiswch. Os bydd y claf yn gwaethygu, bydd cyfnod y sgôr ei hun yn berthnasol eto.
decisions-more-stop = Nid oes set yn ddyledus mwyach. Gall unrhyw un gofnodi un o hyd, ac mae set sy’n gofyn am gymorth yn dal i godi rhybudd.
decisions-more-restart = Mae set yn ddyledus eto o fewn yr awr.
decisions-more-off-ward = I ble, a phryd y disgwylir nhw’n ôl. Mae setiau’n dal yn ddyledus.
decisions-more-back = Mae’r claf ar y ward eto.
decisions-more-precaution = Mae pawb sy’n dod at y gwely yn ei weld.
decisions-more-allergies = Gofynnwch i’r claf neu i bwy bynnag sy’n ei adnabod. Mae’r rhestr ym mhob pennawd.
decisions-more-pregnancy = Nid yw NEWS2 ar gyfer unrhyw un sy’n feichiog, neu a fu o fewn y 6 wythnos diwethaf (42 diwrnod). Nid yw’n dod i ben ohono’i hun: dywedwch yma pan nad yw’n wir mwyach.
decisions-not-for-cpr = Ddim ar gyfer CPR
decisions-for-cpr = Ar gyfer CPR
decisions-pregnant-now = Yn feichiog, neu’n ddiweddar
decisions-not-pregnant = Ddim yn feichiog, neu ddim mwyach
decisions-pregnancy-means-no-score = Nid yw setiau newydd yn cael NEWS2, felly nid oes sgôr yn codi rhybudd: defnyddiwch y siart mamolaeth (MEWS). Mae rhybudd agored yn aros ar agor.
decisions-pregnancy-means-score = Mae setiau newydd yn cael NEWS2 eto.
decisions-every-span = bob { $span }
decisions-left-leg = Coes chwith
decisions-right-leg = Coes dde
decisions-both-legs = Y ddwy goes
decisions-group-falls = Cwympiadau
decisions-group-swallowing = Llyncu
decisions-group-help-to-move = Symudedd
decisions-group-weight-bearing = Rhoi pwysau ar goes
decisions-group-limbs = Breichiau a choesau

## Cyfrif y ddyfais hon, a’r hyn a roddwyd o’r neilltu

entries-explained = Yr hyn a siartiwyd ar y ddyfais hon, y diweddaraf yn gyntaf, a ble mae pob cofnod nawr.
entries-none = Nid oes dim wedi’i siartio ar y ddyfais hon eto.
entries-aside-explained = Cofnodion na ellid eu derbyn. Fe’u cedwir, nid ydynt yn rhwystro dim ar eu hôl, a gellir eu trosglwyddo i’r rhai sy’n gofalu am y system.
entries-nothing-aside = Nid oes dim wedi’i roi o’r neilltu.
entries-trigger = Heb ei wirio: mae ynddo sgôr sy’n gofyn am gymorth. Ewch at y claf.
entries-the-patient = Y claf
entries-export = Dangos fel testun i’w drosglwyddo
entries-exported = Copïwch hwn a’i drosglwyddo
entries-send-again = Anfon eto
entries-on-the-way = Ar ei ffordd i’r gweinydd eto.
entries-chart-anew = Ei siartio o’r newydd
entries-state-again = Ei nodi yn fy enw i…
entries-state-again-more = Gwiriwch fod hyn yn gywir. Caiff ei gofnodi yn eich enw chi, gyda’r amserau a oedd iddo, ac yna bydd llechi eraill y ward yn dangos y claf hwn.
entries-waiting-for-it = { $n ->
    [0] Nid oes neb arall wedi siartio’r claf hwn yma eto.
    [one] Dim ond ar y llechen hon y gwelir 1 cofnod gan rywun arall tan hynny.
   *[other] Dim ond ar y llechen hon y gwelir { $n } o gofnodion gan eraill tan hynny.
}
entries-confirm-state-again = Ie, ei nodi yn fy enw i
entries-dismiss = Diystyru…
entries-dismiss-more = Nid oes dim ohono’n cael ei ddileu na’i dynnu’n ôl: mae’n gadael y rhestr hon, ac mae’r cofnod yn dweud pwy a’i diystyrodd a pham.
entries-why = Pam nad oes angen iddo gyrraedd y gweinydd
entries-confirm-dismiss = Diystyru’r cofnod hwn
entries-receipt = Derbynneb diwedd sifft
entries-receipt-more = Yr hyn a gofnodwyd ar y ddyfais hon yn y sifft, a ble mae pob cofnod. Cyn i chi roi’r ddyfais yn ôl: dylai pob cofnod fod wedi’i wirio.
entries-which-shift = Pa sifft?
entries-counted-aside = O’r neilltu
entries-by-you = Chi
entries-by-all = Pawb yma
entries-not-yet = Heb eu gwirio eto
entries-receipt-text = Copïwch hwn a’i gadw
entries-this-shift = Y sifft hon
entries-shift-before = Y sifft flaenorol
entries-counted-entered = Gan bwy
entries-counted-verified = Wedi’u gwirio
entries-counted-on-server = Ar y gweinydd
entries-counted-here = Yma’n unig
entries-receipt-span = Cofnodwyd ers { $since }, fel yr oedd { $at }

## Y siart

chart-title = Siart arsylwadau
chart-trend = Tuedd
chart-columns = Siart NEWS2
chart-table = Tabl
chart-day = 24 awr
chart-three-days = 72 awr
chart-stay = Arhosiad
chart-empty = Dim arsylwadau yn y cyfnod hwn.
chart-shades = { " " }Addaswyd y lliwiau er mwyn cyferbyniad; eiddo’r Coleg yw’r drefn, y bandiau a’r pwyntiau.
chart-window = Pa mor bell yn ôl
chart-corrections = Cywiriadau
chart-earlier = Set gynharach
chart-later = Set ddiweddarach
chart-keys = Cyffyrddwch â’r siart, neu defnyddiwch y saethau chwith a de, i ddarllen un set.
chart-letters = Z yn cysgu, R gwrthododd, O oddi ar y ward, U methu ei gael, ! rhy sâl, E offer, P cynllun diwedd oes, C clinigydd a ofynnodd, M argyfwng
chart-legend-trend = Dot: set gyflawn. Gwag: anghyflawn. Cylch: cofnodwyd yn hwyr. Cylch toredig: cywirwyd. Sgwâr: anfonwyd gan ddyfais. Triongl: oddi ar y raddfa, gyda’i rif. Diemwnt: cam mewn uwchgyfeiriad. Mae llythyren ar ymyl isaf stribed yn dweud pam mae gwerth ar goll: { $letters }. Mae’r llinell yn torri lle mae gwerth ar goll ac ar draws mwy na dwywaith y cyfnod a gynlluniwyd.
chart-legend-columns = Un golofn i bob set, nid yn ôl amser. Mae dotiau wedi’u cysylltu, nid ar draws bwlch. Gwag: heb ei sgorio. Cylch: cofnodwyd yn hwyr. Cylch toredig: cywirwyd. Sgwâr: anfonwyd gan ddyfais. Mae bar yn rhedeg o’r systolig i’r diastolig. Mae llythyren yn rhes isaf bloc yn dweud pam mae gwerth ar goll: { $letters }; llinell: ni ddywedodd neb.
chart-widened = Dangosir o { $from }, fel bod y 3 set ddiwethaf i’w gweld.
chart-caption-sets = { $n ->
    [0] Arsylwadau { $name }: dim setiau, y diweddaraf yn gyntaf
    [one] Arsylwadau { $name }: 1 set, y diweddaraf yn gyntaf
    [two] Arsylwadau { $name }: 2 set, y diweddaraf yn gyntaf
   *[other] Arsylwadau { $name }: { $n } set, y diweddaraf yn gyntaf
}

## Dod o hyd i glaf

find-find-patient = Dod o hyd i glaf
find-what = Enw, dyddiad geni, rhif GIG, rhif ysbyty neu wely
find-search = Chwilio
find-or-scan = Neu sganiwch y band arddwrn: ar unrhyw sgrin, unrhyw bryd.
find-nobody = Ni ddaethpwyd o hyd i neb. Gwiriwch y sillafu, neu rhowch gynnig ar rif neu’r gwely.
find-more = Mae mwy. Ysgrifennwch ragor o’r enw, neu rif.
find-in-front = Ai dyma’r claf o’ch blaen?
find-not-found = Heb ei ganfod
find-anothers = Band claf arall yw hwn
find-nothing-lost = Ni chadwyd dim, ac mae’r hyn a roesoch i mewn yno o hyd.
find-nothing-saved = Claf arall biau’r dudalen sydd ar agor. Ni chadwyd dim, ac mae’r hyn a roesoch i mewn yno o hyd.
find-differs = Mae’r band a’r cofnod yn wahanol. Gwnewch yn siŵr pwy yw hwn cyn mynd ymlaen.
find-record = Cofnod
find-band = Band
find-ask-them = Gofynnwch am eu henw a’u dyddiad geni.
find-back-to-form = Yn ôl i’r dudalen agored
find-close = Cau
find-same = Adnabuwyd drwy fand arddwrn
find-agree-on = Mae’r band a’r cofnod yn cytuno: { $parts }.
find-leave-for = Gadael y dudalen hon: gwely { $bed } yw hwn
find-this-is-them = Ie, dyma’r claf
find-this-is-bed = Ie, dyma’r claf, gwely { $bed }

## Rhagnodi ocsigen

oxygen-title = Presgripsiwn ocsigen
oxygen-more = Eich llofnod sy’n rhagnodi. Mae’n disodli’r hyn sy’n sefyll. Graddfa SpO₂ sy’n pennu sut y sgorir setiau: nid yw hyn yn ei newid.
oxygen-more-on-paper = Copïwch yr hyn sydd ar bapur, gydag enw pwy bynnag a’i rhagnododd. Y papur sy’n cyfrif.
oxygen-what = Beth sydd i’w nodi?
oxygen-prescribe = Presgripsiwn arall
oxygen-stop = Caiff ocsigen ei atal
oxygen-target-heading = Dirlawnder targed
oxygen-other-target = Amrediad arall
oxygen-low = Isaf, %
oxygen-high = Uchaf, %
oxygen-device = Rhoddir drwy
oxygen-any-device = Unrhyw ddyfais
oxygen-given = Pryd?
oxygen-continuous = Drwy’r amser
oxygen-as-needed = Yn ôl yr angen i gadw at y targed
oxygen-review = Adolygu ar (gellir ei adael yn wag)
oxygen-on-paper = Ar bapur gan (enw a gradd)
oxygen-sign = Llofnodi’r presgripsiwn hwn
oxygen-copy = Copïo’r presgripsiwn hwn
oxygen-confirm-stop = Nid yw ocsigen wedi’i ragnodi mwyach
oxygen-from = O, { $unit } (gellir ei adael yn wag)
oxygen-to = I, { $unit } (gellir ei adael yn wag)

## Asesiadau

assess-title = Asesiadau
assess-other-forms = Ffurflenni eraill
assess-history = Asesiadau diweddar
assess-fluid = Cydbwysedd hylif
assess-begun-unsaved = Dechreuwyd, heb ei gadw
assess-repeat = Ailadroddwch nawr: fe’i tynnwyd yn ôl
assess-optional = dewisol
assess-yes = Ie
assess-no = Na
assess-empty = heb ei gofnodi
assess-not-testable = Ni ellir profi
assess-missing = Atebwch hwn, neu dywedwch wrth Gadw pam mae’r ffurflen yn anghyflawn.
assess-as-keyed = Ie, fel y’i rhoddwyd
assess-so-far = Y canlyniad hyd yma
assess-when = Pryd y’i gwnaed?
assess-answer-them = Mynd yn ôl ac ateb
assess-start-watch = Dechrau’r stopwats
assess-start-counter = Dechreuwch, yna tapiwch bob tro
assess-stop = Stopio
assess-amends = Rydych yn cywiro asesiad. Mae’r hen atebion yn dal i’w darllen.
assess-nothing-keyed = Dim wedi’i roi i mewn eto
assess-why-corrected = Dywedwch pam y’i cywirir
assess-begin-anew = Ei daflu a dechrau o’r newydd
assess-gone = nid yw ar y ffurflen mwyach
assess-not-complete = Anghyflawn
assess-estimated = peth ohono wedi’i amcangyfrif
assess-fluid-page = Sifftiau a llofnodion
assess-fluid-reopened = Newidiwyd ar ôl ei lofnodi. Edrychwch, a llofnodwch eto:
assess-fluid-in = I mewn
assess-fluid-out = Allan
assess-fluid-net = Cydbwysedd
assess-before = y tro diwethaf: { $words }
assess-again = I’w wneud eto: { $interval }
assess-why-answers-missing = { $n ->
    [0] Mae un ateb ar goll. Pam?
    [one] Mae un ateb ar goll. Pam?
   *[other] Mae { $n } ateb ar goll. Pam? Mae un rheswm yn cwmpasu pob un.
}
assess-answers-missing = { $n ->
    [one] Mae un ateb ar goll
   *[other] Mae { $n } ateb ar goll
}
assess-begun-at = Dechreuoch y ffurflen hon am { $at } ({ $span } yn ôl) ac ni chadwoch hi. Mae’n cadw’r amser hwnnw oni bai eich bod yn dewis un arall.
assess-due-again-now = I’w wneud eto nawr ({ $at })
assess-due-again-in = I’w wneud eto am { $at }, ymhen { $span }
assess-lasts = { $seconds } eiliad
assess-seconds-left = tapiwch bob tro · { $seconds } e ar ôl
assess-fluid-day = { $from } i { $until }
assess-assessments-shown = { $shown } o { $all } asesiad yr arhosiad hwn.
assess-correct = Cywiro { $title } { $at }

## Y cydbwysedd hylif

fluid-title = Cydbwysedd hylif
fluid-add = Siartio hylif i mewn neu allan
fluid-entries = Beth aeth i mewn ac allan
fluid-no-entries = Ni siartiwyd dim ar y diwrnod hwn.
fluid-goes-on = Yn dal i redeg
fluid-signatures = Llofnodion
fluid-take-back = Llofnodwyd trwy gamgymeriad
fluid-not-alone = Mae’n cyfrif pan fydd cydweithiwr cofrestredig wedi rhoi ei enw arno hefyd.
fluid-as-signed = Fel y llofnodwyd
fluid-now = Nawr
fluid-unsigned = Heb ei lofnodi
fluid-waits = Yn aros am enw
fluid-incomplete = Nid yw’r cyfan yma eto
fluid-signed = Llofnodwyd
fluid-reopened = Ailagorwyd
fluid-sign-shift = Llofnodi: { $name }
fluid-sign-again = Llofnodi eto: { $name }
fluid-untimed-entries = { $n ->
    [one] Nid oes amser gan 1 cofnod ac ni chaiff ei gyfrif mewn unrhyw ddiwrnod.
    [two] Nid oes amser gan 2 gofnod ac ni chânt eu cyfrif mewn unrhyw ddiwrnod.
    [few] Nid oes amser gan 3 chofnod ac ni chânt eu cyfrif mewn unrhyw ddiwrnod.
    [many] Nid oes amser gan 6 chofnod ac ni chânt eu cyfrif mewn unrhyw ddiwrnod.
   *[other] Nid oes amser gan { $n } cofnod ac ni chânt eu cyfrif mewn unrhyw ddiwrnod.
}

## Ymweliadau, nodiadau a diwedd y dydd

visit-caseload = Llwyth achosion
visit-nobody = Nid oes neb ar eich llwyth achosion. Agorwch dudalen claf, yna Ymweliad, a’i gymryd ar eich llwyth achosion.
visit-finish = Gorffen y diwrnod
visit-visit = Ymweliad
visit-not-ready = Nid yw’r cyfan ar y ddyfais hon eto
visit-unsigned = Heb ei lofnodi
visit-stopped = Bu farw. Peidiwch ag ymweld.
visit-precautions = Rhagofalon
visit-no-precautions = Dim wedi’u cofnodi. Nid yw hynny yr un peth â dim: gofynnwch.
visit-home = Cartref
visit-correct-home = Cywiro’r cyfeiriad
visit-add-home = Ychwanegu cyfeiriad cartref
visit-address = Cyfeiriad
visit-access = Mynd i mewn, a beth i’w wylio (blwch allweddi, ci, ocsigen)
visit-save = Cadw
visit-move-it = Symud
visit-move-to = I ba ddiwrnod ac amser?
visit-move-why = Pam?
visit-in-words = Mewn geiriau
visit-move-now = Symud yr ymweliad
visit-call-off = Canslo’r ymweliad
visit-why-called-off = Pam mae’r ymweliad wedi’i ganslo?
visit-two-plans = Newidiodd dau berson y cynllun hwn heb wybod am ei gilydd. Beth sy’n sefyll?
visit-to-settle = Cynllun i’w setlo
visit-this-holds = Hwn sy’n sefyll
visit-changes = Newidiadau
visit-later = Cofnodi ymweliad sydd wedi digwydd
visit-later-more = Fe’i cedwir gyda’i amserau ei hun, a’i farcio fel un a gofnodwyd wedyn.
visit-began = Dechreuodd
visit-ended = Gorffennodd
visit-ended-earlier = Gorffennodd yn gynharach
visit-save-later = Cadw’r ymweliad hwn
visit-goal-by = Erbyn pa ddiwrnod? (gellir ei adael yn wag)
visit-other-day = Diwrnod arall
visit-overdue = Hwyr
visit-identity = Pwy yw hwn? Gofynnwch am ddau beth, a thiciwch yr hyn sy’n gywir.
visit-consent = Cydsyniad
visit-begin = Dechrau’r ymweliad
visit-begin-unplanned = Dechrau ymweliad nawr
visit-unable = Methu ymweld
visit-end-seen = Gorffen yr ymweliad: gwelwyd
visit-end-not-seen = Gorffen yr ymweliad: ni welwyd
visit-why-not-seen = Pam na welwyd y claf?
visit-more = Rhagor, os oes angen
visit-plan = Cynllunio ymweliad
visit-purpose = At ba ddiben
visit-note = Ysgrifennu’r nodyn
visit-forms = Asesiadau
visit-observe = Arsylwadau
visit-goals = Nodau
visit-new-goal = Nod newydd, yng ngeiriau’r claf ei hun
visit-measure = Sut y byddwn yn gwybod?
visit-add-goal = Ychwanegu nod
visit-handover = Gadael i’r ward
visit-handover-more = Mae’n sefyll ar fwrdd y ward tan yr un nesaf.
visit-put-on-board = Rhoi ar y bwrdd
visit-take-on = Cymryd ar fy llwyth achosion
visit-take-off = Tynnu oddi ar fy llwyth achosion
visit-others = Ymweliadau eraill
visit-notes = Nodiadau
visit-note-title = Nodyn ymweliad
visit-by-two = Newidiwyd gan ddau: darllenwch eto
visit-at-once = Newidiwyd gan ddau ar unwaith: darllenwch eto
visit-after-signing = Ar ôl llofnodi, heb ei lofnodi
visit-unchecked = Heb ei wirio: mewngofnodi brys neu sgrin wedi’i chloi
visit-wrong-patient = Agorwyd i’r claf anghywir
visit-wrong-patient-more = Mae’r nodyn yn dal i’w ddarllen, wedi’i groesi allan, ac nid oes neb yn ei lofnodi. Nid yw ei eiriau’n cael eu symud: ysgrifennwch nhw mewn nodyn i’r claf y maent amdano.
visit-wrong-patient-why = Beth ddigwyddodd?
visit-withdrawn = Agorwyd i’r claf anghywir, a’i dynnu’n ôl. Nid yw’n ymwneud â’r claf hwn.
visit-sign-your-words = Llofnodi eich geiriau
visit-read-again = Newidiodd dau berson y brawddegau hyn. Darllenwch bob un eto, a’i thicio.
visit-nothing-to-sign = Nid oes dim gennych chi yma yn aros i’w lofnodi.
visit-closed = Llofnodwyd. Dim ond yr atodiad sydd ar agor.
visit-changed-since = Llofnodwyd fel, a newidiwyd ers hynny:
visit-moved = Llofnodwyd y nodyn yn y cyfamser, felly mae ei destun yn aros fel y’i llofnodwyd. Mae’r hyn a ysgrifennoch yn sefyll fel atodiad. Ni thynnwyd allan yr hyn a dynnoch allan. Dyma’r hyn yr oeddech wedi’i deipio:
visit-still-open = Ymweliadau heb eu gorffen
visit-still-unsigned = Geiriau heb eu llofnodi
visit-still-unsent = Heb eu hanfon
visit-all-done = Nid oes dim ar ôl. Mae popeth wedi’i lofnodi, ac mae gan y gweinydd gopi.
visit-what-is-unsent = Beth sydd heb ei anfon
visit-take-back-entry = Tynnu’r cofnod hwn yn ôl
visit-ready-at = Yn barod all-lein, { $ready } o { $all }, am { $at }
visit-ready-so-far = Yn barod all-lein: { $ready } o { $all }
visit-stage-planned = Wedi’i gynllunio
visit-stage-begun = Dechreuwyd
visit-stage-seen = Gwelwyd
visit-stage-not-seen = Ni welwyd
visit-stage-ended-twice = Gorffennwyd ddwywaith, yn wahanol
visit-stage-called-off = Wedi’i ganslo
visit-take-back-not-called-off = Tynnu’n ôl: heb ei ganslo
visit-take-back-not-moved = Tynnu’n ôl: heb ei symud
visit-take-back-not-ended = Tynnu’n ôl: heb orffen
visit-section-subjective = Goddrychol
visit-section-objective = Gwrthrychol
visit-section-assessment = Asesiad
visit-section-plan = Cynllun
visit-section-addendum = Atodiad
visit-check-name = Enw llawn
visit-check-born = Dyddiad geni
visit-check-address = Cyfeiriad
visit-check-nhs-number = Rhif GIG
visit-check-wristband = Band arddwrn
visit-consent-agreed = Cytunodd
visit-consent-best-interests = Ni all benderfynu hyn: lles pennaf
visit-goal-open = Wrthi’n gweithio arno
visit-goal-partly-met = Cyflawnwyd yn rhannol
visit-goal-met = Cyflawnwyd
visit-goal-not-met = Nis cyflawnwyd
visit-goal-not-wanted = Dim ei eisiau mwyach
visit-goal-by-day = Erbyn { $day }
visit-in-30-min = Ymhen 30 mun
visit-in-1-hour = Ymhen 1 awr
visit-in-2-hours = Ymhen 2 awr
visit-in-4-hours = Ymhen 4 awr
visit-tomorrow = Yfory, yr un pryd
visit-line-situation = Sut maen nhw
visit-line-watch-for = Gwylio am
visit-line-please-do = Gwnewch, os gwelwch yn dda
visit-moved-from = symudwyd o { $at }
visit-signed-by = Llofnodwyd: { $names }
visit-sign-sentences = { $n ->
    [one] Llofnodi 1 frawddeg
    [two] Llofnodi 2 frawddeg
    [few] Llofnodi 3 brawddeg
    [many] Llofnodi 6 brawddeg
   *[other] Llofnodi { $n } brawddeg
}
visit-nothing-written = Nid oes dim wedi’i ysgrifennu eto
visit-saved-with-server = Cadwyd, ac mae gan y gweinydd gopi
visit-saved-here = Cadwyd ar y ddyfais hon
visit-edits-waiting = { $n ->
    [one] Mae 1 golygiad yn dilyn geiriau nad ydynt wedi cyrraedd yma eto. Fe’i dangosir pan ddaw’r rheini.
    [two] Mae 2 olygiad yn dilyn geiriau nad ydynt wedi cyrraedd yma eto. Fe’u dangosir pan ddaw’r rheini.
    [few] Mae 3 golygiad yn dilyn geiriau nad ydynt wedi cyrraedd yma eto. Fe’u dangosir pan ddaw’r rheini.
    [many] Mae 6 golygiad yn dilyn geiriau nad ydynt wedi cyrraedd yma eto. Fe’u dangosir pan ddaw’r rheini.
   *[other] Mae { $n } golygiad yn dilyn geiriau nad ydynt wedi cyrraedd yma eto. Fe’u dangosir pan ddaw’r rheini.
}
visit-edits-damaged = { $n ->
    [one] Nid yw 1 golygiad o’r nodyn hwn yn dangos dim: wedi’i ddifrodi, neu’n fwy nag y mae nodyn yn ei gymryd gan un ddyfais. Dywedwch wrth gymorth TG.
    [two] Nid yw 2 olygiad o’r nodyn hwn yn dangos dim: wedi’u difrodi, neu’n fwy nag y mae nodyn yn ei gymryd gan un ddyfais. Dywedwch wrth gymorth TG.
    [few] Nid yw 3 golygiad o’r nodyn hwn yn dangos dim: wedi’u difrodi, neu’n fwy nag y mae nodyn yn ei gymryd gan un ddyfais. Dywedwch wrth gymorth TG.
    [many] Nid yw 6 golygiad o’r nodyn hwn yn dangos dim: wedi’u difrodi, neu’n fwy nag y mae nodyn yn ei gymryd gan un ddyfais. Dywedwch wrth gymorth TG.
   *[other] Nid yw { $n } golygiad o’r nodyn hwn yn dangos dim: wedi’u difrodi, neu’n fwy nag y mae nodyn yn ei gymryd gan un ddyfais. Dywedwch wrth gymorth TG.
}
visit-day-so-far = Heddiw: gwelwyd { $seen }, ni welwyd { $missed }.
visit-entries-unsent = { $n ->
    [one] Mae 1 cofnod ar y ddyfais hon yn unig. Ni all neb arall ei weld nes bod ganddi signal.
    [two] Mae 2 gofnod ar y ddyfais hon yn unig. Ni all neb arall eu weld nes bod ganddi signal.
    [few] Mae 3 chofnod ar y ddyfais hon yn unig. Ni all neb arall eu weld nes bod ganddi signal.
    [many] Mae 6 chofnod ar y ddyfais hon yn unig. Ni all neb arall eu weld nes bod ganddi signal.
   *[other] Mae { $n } cofnod ar y ddyfais hon yn unig. Ni all neb arall eu weld nes bod ganddi signal.
}
visit-entries-set-aside = { $n ->
    [one] Rhoddwyd 1 cofnod o’r neilltu: mae angen i chi edrych arno.
    [two] Rhoddwyd 2 gofnod o’r neilltu: mae angen i chi edrych arnynt.
    [few] Rhoddwyd 3 chofnod o’r neilltu: mae angen i chi edrych arnynt.
    [many] Rhoddwyd 6 chofnod o’r neilltu: mae angen i chi edrych arnynt.
   *[other] Rhoddwyd { $n } cofnod o’r neilltu: mae angen i chi edrych arnynt.
}

## Diwrnod ward: symud, trosglwyddo, diwedd arhosiad, dyrannu

ward-ward-pages = Tudalennau’r ward
ward-handover = Trosglwyddo
ward-allocate = Dyrannu staff
ward-admit-unknown = Derbyn claf anhysbys
ward-more = Symud, rhyddhau, mwy
ward-more-title = Symud, rhyddhau a mwy
ward-back-to-patient = Yn ôl at y claf
ward-coming-here = Yn dod i’r ward hon
ward-receive = Derbyn y claf
ward-receive-more = Ym mha wely y maent nawr? O hynny ymlaen y ward hon sydd â gofal amdanynt, ac nid y llall.
ward-move-heading = Symud neu drosglwyddo
ward-which-ward = Pa ward?
ward-which-bed = Pa wely?
ward-taken = wedi’i gymryd
ward-end = Rhyddhau neu farwolaeth
ward-discharged = Rhyddhawyd
ward-died = Bu farw
ward-end-open = Mae rhybudd ar agor. Mae’n aros gyda’r nyrs â gofal nes i rywun ei gau.
ward-end-more = Mae’r claf yn gadael y bwrdd. Gall rhywun sydd â’r hawl dynnu hyn yn ôl am ddiwrnod o’r bwrdd.
ward-contradicted = Siartiwyd rhywbeth ar ôl hyn. Mae’r claf yn aros ar y bwrdd nes i nyrs ei setlo: gorffennwch yr arhosiad eto os daeth i ben, neu tynnwch y diwedd yn ôl.
ward-take-back = Tynnu’n ôl
ward-confirm-take-back = Ei dynnu’n ôl
ward-identify = Pwy yw’r claf
ward-bad-nhs = Nid rhif GIG yw hwnnw. Gwiriwch ei ddeg digid, neu gadewch ef yn wag.
ward-join = Yr un person ag arhosiad arall
ward-join-more = Mae’r ddau arhosiad yn cadw’r hyn a siartiwyd. Mae pob tudalen yn dweud hynny ac yn dangos pob alergedd.
ward-confirm-join = Un person yw’r ddau hyn
ward-find = Enw, dyddiad geni, rhif GIG neu rif ysbyty
ward-search = Chwilio’r arosiadau ar y ddyfais hon
ward-found-nobody = Nid oes arhosiad arall ar y ddyfais hon sy’n cyfateb. Ysgrifennwch lai, neu ran arall.
ward-found-more = Mae mwy. Ysgrifennwch ragor o’r enw, neu’r dyddiad geni.
ward-who-is-it = Pwy yw? Tapiwch i weld y ddau ochr yn ochr
ward-joined = { " " }– wedi’u huno’n barod
ward-joined-already = Mae rhywun eisoes wedi dweud mai un person yw’r ddau hyn.
ward-part = Rhan
ward-this-stay = Yr arhosiad hwn
ward-that-stay = Yr arhosiad hwnnw
ward-compared = Cymharwyd
ward-fits = Yn cyfateb
ward-differs = Yn wahanol
ward-not-the-same = Nid yr un
ward-same-person = Yr un person â
ward-save-lines = Cadw’r trosglwyddo
ward-save = Cadw
ward-allocate-more = Dewiswch berson, yna tapiwch ei welyau.
ward-therapy = Therapi:
ward-which-shift = Pa sifft?
ward-this-shift = Y sifft hon: newid rhai gwelyau
ward-new-shift = Sifft newydd: dechrau heb neb
ward-start-shift = Dechrau’r sifft newydd
ward-who = Pwy?
ward-allocate-not-yours = Y nyrs â gofal sy’n dyrannu gwelyau. Gallwch ofalu am glaf o’i dudalen.
ward-admit-more = I rywun nad oes neb yn gwybod ei enw. Dewiswch wely gwag, yna un ateb. Cwblhewch pwy yw wedyn.
ward-sex = Gwryw neu fenyw?
ward-no-patients = Nid oes neb yn y ward hon hyd y gŵyr y ddyfais hon.
ward-i-have-read = Rwyf wedi darllen hwn
ward-read-by-nobody = Heb ei ddarllen gan neb eto
ward-due = I’w wneud
ward-remarks = Sylwadau
ward-no-lines = Dim trosglwyddo wedi’i ysgrifennu eto.
ward-write = Ysgrifennu’r trosglwyddo
ward-print = Argraffu neu gadw fel PDF
ward-paper = Ar bapur
ward-paper-more = Mae gan yr adroddiad bob set gyda’i sgôr, pwy a phryd, yr hyn a gywirwyd, a’r hyn a gododd pob rhybudd.
ward-print-report = Argraffu neu gadw adroddiad yr arhosiad
ward-print-chart = Argraffu neu gadw’r siart 72 awr
ward-paper-not-saved = Ni chadwodd y porwr hwn y PDF. Nid oes dim o’r cofnod wedi newid. Rhowch gynnig arall arni.
ward-left-open = Gadawodd gyda rhybudd agored
ward-family-name = Cyfenw
ward-given-names = Enwau cyntaf
ward-born-on = Ganwyd
ward-nhs-number = Rhif GIG
ward-line-situation = Sefyllfa
ward-line-watch-for = Gwylio am
ward-line-to-do = I’w wneud
ward-save-for-beds = { $n ->
    [0] Cadw ar gyfer dim gwelyau
    [one] Cadw ar gyfer 1 gwely
    [two] Cadw ar gyfer 2 wely
    [few] Cadw ar gyfer 3 gwely
    [many] Cadw ar gyfer 6 gwely
   *[other] Cadw ar gyfer { $n } gwely
}
ward-patients-without = { $n ->
    [one] Ni fydd gan 1 claf neb.
    [two] Ni fydd gan 2 glaf neb.
    [few] Ni fydd gan 3 chlaf neb.
    [many] Ni fydd gan 6 chlaf neb.
   *[other] Ni fydd gan { $n } claf neb.
}
ward-i-have-read-all = Rwyf wedi darllen pob un o’r { $n }
ward-changed-since = newidiwyd ers hynny: { $what }
ward-paper-saved = Cadwyd gyda’ch lawrlwythiadau fel { $name }. Agorwch ef i’w argraffu, a’i ddileu wedyn.
ward-paper-kept = Cadwyd fel { $name } yn { $folder }. Agorwch ef i’w argraffu, a’i ddileu wedyn.
ward-left-this-ward = { $n ->
    [one] Gadawodd 1 claf y ward hon yn ystod y diwrnod diwethaf
    [two] Gadawodd 2 glaf y ward hon yn ystod y diwrnod diwethaf
    [few] Gadawodd 3 chlaf y ward hon yn ystod y diwrnod diwethaf
    [many] Gadawodd 6 chlaf y ward hon yn ystod y diwrnod diwethaf
   *[other] Gadawodd { $n } claf y ward hon yn ystod y diwrnod diwethaf
}
ward-going = Yn mynd i { $to }, { $bed } – heb ei dderbyn eto
ward-coming = Yn dod o { $from }, { $bed } – heb ei dderbyn eto
ward-data-from-ago = Data o { $span } yn ôl
ward-move-to = Symud i wely { $bed }
ward-send-to = Anfon i { $ward }, { $bed }
ward-receive-in = Derbyn yng ngwely { $bed }
ward-has-died = Mae { $name } wedi marw
ward-discharge = Rhyddhau { $name }
ward-read-by = Darllenwyd gan { $name }

## Y daith gyntaf drwy’r ward arddangos

tour-title = Camau cyntaf
tour-end = Gorffen y daith
tour-step-1 = Dyma’r ward. Ar y brig mae’r sawl sydd angen rhywun nawr. Tapiwch enw i agor claf.
tour-step-2 = Un claf: y sgôr, sut y daeth, beth a ofynnir. Tapiwch Arsylwi a rhowch set i mewn. Mae’r sgôr i’w weld cyn i chi gadw.
tour-step-3 = Cadwyd. Os oedd y sgôr yn uchel, mae’r sgrin yn dweud pwy i’w ffonio. Nawr agorwch Siart o dudalen claf.
tour-step-4 = Y siart: fesul colofn fel y mae’r Coleg Brenhinol yn ei argraffu, neu mewn gwir amser. Nesaf: Tasgau, yr hyn sydd ar agor ar y ward.
tour-step-5 = Yn olaf: tapiwch eich enw ar y brig. Mae Cymorth yn egluro sgoriau a lliwiau; mae Cofnodion a wnaed yma yn dangos bod popeth yn ddiogel.
tour-step-of = Cam { $step } o { $of }

## Beth mae’r craidd yn ei ddweud

core-not-signed-in = Nid oes neb wedi mewngofnodi. Ni chollwyd dim. Mewngofnodwch, neu siartiwch mewn argyfwng o dan eich enw.
core-locked = Clodd y sgrin ei hun i gadw manylion cleifion yn breifat. Ni chollwyd dim. Rhowch eich PIN i fynd ymlaen.
core-left = Mae eich mynediad i’r ward hon wedi dod i ben, felly ni ddangosir cleifion. Cedwir yr hyn a siartioch. Gofynnwch i’r nyrs â gofal os yw hynny’n gamgymeriad.
core-not-allowed = Nid yw eich rôl yn caniatáu hynny, felly ni newidiwyd dim. Gofynnwch i nyrs gofrestredig neu’r nyrs â gofal.
core-not-a-prescriber = Y bobl y mae polisi’r ysbyty yn eu henwi sy’n rhagnodi ocsigen, felly ni newidiwyd dim. Os yw ar bapur, gall nyrs ei gopïo gydag enw pwy bynnag a’i rhagnododd.
core-cannot-be-sent-again = Byddai’r gweinydd yn gwrthod y cofnod hwn eto am yr hyn ydyw, felly ni chafodd ei anfon. Fe’i cedwir yma. Siartiwch ef o’r newydd, neu ei drosglwyddo fel testun.
core-not-refused = Nid yw’r cofnod hwn ymhlith yr hyn a wrthododd y gweinydd, felly ni newidiwyd dim. Agorwch y rhestr eto.
core-emergency-reads-nothing = O dan enw na chafodd ei wirio gallwch siartio, ond nid darllen siartiau. Ni chollwyd dim. Mewngofnodwch â PIN i ddarllen.
core-nothing-to-find = Ysgrifennwch enw, dyddiad geni fel 14-03-1944, rhif GIG, rhif ysbyty neu wely. Ni newidiwyd dim.
core-scan-again = Sganiwyd y band arddwrn yn rhy bell yn ôl, neu gan rywun arall. Ni chadwyd dim. Sganiwch ef eto.
core-not-your-session = Nid oes PIN i ddatgloi gan enw na chafodd ei wirio. Ni chollwyd dim. Mewngofnodwch â PIN, neu daliwch ati i siartio.
core-no-such-patient = Nid yw cofnod y claf hwn ar y ddyfais hon. Ni newidiwyd dim. Ewch yn ôl i’r bwrdd a’i agor eto.
core-no-such-entry = Nid oes cofnod o’r fath yn y cofnod hwn. Ni newidiwyd dim. Agorwch y siart eto.
core-no-such-episode = Nid yw’r ddyfais hon yn adnabod y rhybudd hwnnw. Ni newidiwyd dim. Ewch yn ôl at y claf ac edrychwch eto.
core-no-such-visit = Nid yw’r ddyfais hon yn adnabod yr ymweliad hwnnw. Ni newidiwyd dim. Ewch yn ôl at y claf ac edrychwch eto.
core-no-such-note = Nid yw’r ddyfais hon yn adnabod y nodyn hwnnw. Ni newidiwyd dim. Ewch yn ôl at y claf ac edrychwch eto.
core-goal-has-changed = Newidiodd rhywun y nod hwn yn y cyfamser. Ni newidiwyd dim nawr. Edrychwch eto.
core-visit-has-begun = Mae’r ymweliad hwn wedi dechrau neu wedi dod i ben, felly ni newidiwyd ei gynllun. Edrychwch eto, a chynlluniwch un arall os oes angen.
core-plan-has-changed = Symudodd rhywun yr ymweliad hwn neu ei ganslo yn y cyfamser. Ni newidiwyd dim nawr. Edrychwch arno, yna penderfynwch eto.
core-visit-is-open = Rydych wedi dechrau’r ymweliad hwn a heb ei orffen. Ni newidiwyd dim. Gorffennwch ef, gyda’r amser y daeth i ben.
core-nothing-to-take-back = Ysgrifennwyd rhywbeth am yr ymweliad hwn yn y cyfamser. Ni newidiwyd dim nawr. Edrychwch arno eto.
core-not-yours-to-take-back = Pwy bynnag a’i hysgrifennodd, neu sydd â’r claf ar ei lwyth achosion, sy’n tynnu hynny’n ôl. Ni newidiwyd dim. Cymerwch y claf yn gyntaf, neu gofynnwch iddynt.
core-died-before-that = Yn ôl y cofnod roedd y claf hwn wedi marw erbyn hynny. Ni chadwyd dim. Edrychwch ar yr amserau eto, neu dywedwch wrth y nyrs â gofal.
core-patient-has-died = Mae’r claf hwn wedi marw. Ni ddechreuwyd yr ymweliad. Os yw hynny’n gamgymeriad, dywedwch wrth y nyrs â gofal.
core-note-is-signed = Llofnodwyd y nodyn, felly dim ond yr atodiad sydd ar agor. Nid yw’r hyn a ysgrifennoch wedi’i gadw eto: ysgrifennwch ef yno.
core-note-is-withdrawn = Agorwyd y nodyn hwn i’r claf anghywir a’i dynnu’n ôl, felly nid oes neb yn ei lofnodi. Mae ei eiriau yno o hyd. Ysgrifennwch nhw mewn nodyn i’r claf y maent amdano.
core-note-has-changed = Mae’r nodyn wedi newid ers i chi ei weld. Ni lofnodwyd na chollwyd dim. Darllenwch ef eto.
core-note-too-long-at-once = Mae hynny’n ormod o destun ar unwaith. Mae’r hyn a ysgrifennoch yno o hyd: rhowch ef i mewn fesul darn llai.
core-note-is-full = Mae’r nodyn hwn mor hir ag y gall nodyn fod. Mae’r hyn a ysgrifennoch yno o hyd: agorwch nodyn arall.
core-nothing-to-sign = Nid oes dim gennych chi yn y nodyn hwn i’w lofnodi. Ni newidiwyd dim.
core-note-not-settled = Ni ellir rhoi’r nodyn hwn at ei gilydd ar y ddyfais hon, felly ni lofnodwyd dim. Mae ei eiriau’n ddiogel. Dywedwch wrth gymorth TG.
core-no-such-ward = Nid yw’r ddyfais hon yn adnabod y ward honno. Ni newidiwyd dim. Dewiswch un arall.
core-no-such-person = Nid yw’r ddyfais hon yn adnabod y person hwnnw. Ni chollwyd dim. Edrychwch ar y rhestr eto, neu siartiwch mewn argyfwng o dan eich enw.
core-six-digits = Mae gan PIN chwe digid. Rhowch ef i mewn eto; ni chyfrifodd hyn fel ymgais.
core-wrong-pin = Nid oedd y PIN yn gywir. Ni chollwyd dim. Rhowch ef i mewn eto.
core-needs-server-first = Mae angen y gweinydd ar gyfer eich mewngofnodi cyntaf ar y ddyfais hon, ac ni ellir ei gyrraedd. Ni chollwyd dim. Defnyddiwch ddyfais lle rydych wedi mewngofnodi o’r blaen, neu siartiwch mewn argyfwng o dan eich enw.
core-needs-server-now = Bu deg PIN anghywir i’r enw hwn ar y ddyfais hon, felly mae angen y gweinydd arni nawr i wirio’r nesaf. Ni chollwyd dim. Gall eraill fewngofnodi fel o’r blaen. Gallwch siartio mewn argyfwng o dan eich enw.
core-pin-locked = Bu gormod o PINau anghywir i’r enw hwn, felly mae’r gweinydd yn gofyn am gymorth gan bwy bynnag sy’n gofalu am gyfrifon ar y ward. Ni chollwyd dim. Gall eraill fewngofnodi. Gallwch siartio mewn argyfwng o dan eich enw.
core-no-pin = Ni osodwyd PIN i’r enw hwn. Ni chollwyd dim. Gofynnwch i bwy bynnag sy’n gofalu am gyfrifon ar y ward. Gallwch siartio mewn argyfwng o dan eich enw.
core-name-needed = Teipiwch eich enw, fel y gall eraill weld pwy a siartiodd. Hyd at 80 nod. Ni chollwyd dim.
core-bed-changed = Newidiodd gwely’r claf tra oedd y ffurflen hon ar agor. Ni chollwyd dim ac ni chadwyd dim eto. Edrychwch ar y band arddwrn, yna cadwch eto os dyma’r claf.
core-other-form = Agorwyd y ffurflen hon i glaf arall. Ni chadwyd dim. Agorwch ffurflen i’r claf hwn; cedwir yr hyn a roesoch i mewn yn y gyntaf.
core-saved-differently = Cadwyd y ffurflen hon o’r blaen, gyda gwerthoedd eraill. Y rhai cyntaf sydd yn y siart. I’w newid, cywirwch y cofnod hwnnw.
core-already-changed = Newidiodd rhywun y cofnod hwn yn y cyfamser. Ni newidiwyd dim nawr. Edrychwch ar y siart eto cyn ei gywiro.
core-allergies-have-changed = Mae’r rhestr alergeddau wedi newid ers i chi ei gweld. Ni newidiwyd dim nawr. Edrychwch arni eto: efallai fod rhywun wedi cofnodi alergedd arall, neu wedi tynnu un.
core-nothing-to-countersign = Gwnaed y cofnod hwn o dan PIN a wiriwyd, felly nid yw’n aros am enw neb. Ni newidiwyd dim.
core-countersigned-before = Mae rhywun eisoes wedi cydlofnodi’r cofnod hwn. Ni newidiwyd dim nawr. Edrychwch ar y cofnod: mae’n dweud pwy.
core-no-such-shift = Nid yw honno’n sifft i’r ward hon, felly ni lofnodwyd dim. Edrychwch ar y cydbwysedd hylif eto.
core-shift-still-runs = Mae mwy nag awr ar ôl o’r sifft hon, felly ni lofnodwyd dim. Llofnodwch hi pan ddaw i ben: mae’r hyn a siartir ar ôl llofnod yn ei hailagor.
core-nothing-was-charted = Ni siartiwyd hylif yn y sifft hon, felly nid oes dim i’w lofnodi. Ni newidiwyd dim.
core-too-much-to-sign = Mae mwy o gofnodion nag y gall un llofnod eu cwmpasu. Ni newidiwyd dim. Llofnodwch y sifftiau fesul un.
core-fluid-has-changed = Mae’r cydbwysedd hylif wedi newid ers i chi ei weld, felly ni lofnodwyd dim. Edrychwch arno eto, yna llofnodwch.
core-fluid-is-signed = Mae rhywun wedi llofnodi’r sifft hon fel y mae. Ni newidiwyd dim nawr.
core-undo-is-over = Mae’n rhy hwyr i ddadwneud hyn. Mae yn y siart. Marciwch ef fel un a gofnodwyd trwy gamgymeriad, gyda’r rheswm.
core-not-yours-to-undo = Dim ond y person a gadwodd gofnod all ei ddadwneud. Mae yn y siart. Marciwch ef fel un a gofnodwyd trwy gamgymeriad, gyda’r rheswm.
core-not-on-the-way = Nid yw’r claf hwn ar ei ffordd i’r ward hon mwyach. Ni newidiwyd dim. Edrychwch ar y claf eto: efallai fod rhywun wedi ei dderbyn, neu ei nôl yn ôl.
core-with-another-ward = Ward arall sydd â’r claf hwn nawr, felly ni ellir ei symud oddi yma. Ni newidiwyd dim. Gofynnwch i’r ward honno anfon y claf; yna ei dderbyn yma.
core-received-there = Derbynnir claf ar un o lechi’r ward y mae’n dod iddi. Ni newidiwyd dim; mae’r claf ar y ddau fwrdd o hyd.
core-charted-meanwhile = Siartiwyd rhywbeth arall i’r claf hwn yn y cyfamser, felly ni newidiwyd dim. Edrychwch arno, yna penderfynwch eto.
core-not-of-the-bedside = Dim ond nyrsys, myfyrwyr a chynorthwywyr gofal iechyd sy’n gweithio yma a ddyrennir i welyau. Ni newidiwyd dim.
core-empty-handover = Ysgrifennwch o leiaf un llinell. Ni newidiwyd dim.
core-handover-too-long = Mae gan linell o drosglwyddo hyd at 240 nod. Ni newidiwyd dim; mae’r hyn a ysgrifennoch yno o hyd.
core-same-patient = Hwnnw yw’r claf y’i siartiwyd iddo eisoes. Ni newidiwyd dim.
core-not-a-set = Dim ond arsylwadau ac asesiadau y gellir eu symud neu eu cywiro felly. Ni newidiwyd dim.
core-no-such-form = Nid yw’r ffurflen honno ar y ddyfais hon. Ni newidiwyd dim. Ewch yn ôl at y claf a dewiswch un arall.
core-form-changed = Mae’r ffurflen hon wedi newid ers ei hagor. Ni chadwyd dim, a chedwir yr hyn a roesoch i mewn: agorwch hi eto, edrychwch drosti a chadwch.
core-draft-too-long = Mae’r drafft hwn yn rhy hir i’w gadw. Mae’r hyn a roesoch i mewn yno o hyd. Cadwch y set, neu byrhewch y sylw.
core-nothing-to-lose = Ni ellir tynnu’r cofnod hwnnw’n ôl. Ni newidiwyd dim.
core-stay-not-folded = Ni ellir rhoi cofnod y claf hwn at ei gilydd ar y ddyfais hon, felly ni ellir ei ddangos nac ychwanegu ato yma. Ni chollwyd dim a siartiwyd. Defnyddiwch ddyfais arall i’r claf hwn, a dywedwch wrth gymorth TG.
core-saved-not-shown = Mae hyn wedi’i gadw a chaiff ei anfon, ond ni ellir rhoi cofnod y claf hwn at ei gilydd ar y ddyfais hon, felly ni chaiff ei ddangos yma. Peidiwch â’i siartio eto. Defnyddiwch ddyfais arall i’r claf hwn, a dywedwch wrth gymorth TG.
core-not-printed = Ni ellid gwneud y papur. Ni chollwyd dim, ac nid oes dim o’r cofnod wedi newid. Rhowch gynnig arall arni, neu edrychwch arno ar y sgrin.
core-internal = Methodd Wardlight wrth wneud hynny. Ni hanner-gadwyd dim, ac mae’r hyn a gadwyd o’r blaen yn ddiogel. Rhowch gynnig arall arni; os bydd yn methu eto, siartiwch ar ddyfais arall a ffoniwch gymorth TG.
core-pin-paused-seconds = Gormod o PINau anghywir i’r enw hwn ar y ddyfais hon. Ni chollwyd dim. Arhoswch { $n } eiliad, yna rhowch gynnig arall arni. Gall eraill fewngofnodi yn y cyfamser, a gallwch siartio mewn argyfwng o dan eich enw.
core-pin-paused-minutes = Gormod o PINau anghywir i’r enw hwn ar y ddyfais hon. Ni chollwyd dim. Arhoswch { $n } mun, yna rhowch gynnig arall arni. Gall eraill fewngofnodi yn y cyfamser, a gallwch siartio mewn argyfwng o dan eich enw.
core-unreadable = Gofynnodd y dudalen am rywbeth nad yw’r fersiwn hon o Wardlight yn ei adnabod. Ni chadwyd dim. Ail-lwythwch y dudalen.
core-failed = Methodd Wardlight wrth wneud hynny. Mae’r hyn a gadwyd o’r blaen yn ddiogel. Edrychwch a yw hyn yno cyn ei wneud eto.
core-aside-too-big = Barnodd y gweinydd fod y cofnod hwn yn rhy fawr. Fe’i cedwir yma, ac efallai na fydd dyfeisiau eraill yn ei ddangos. Dywedwch wrth gymorth TG.
core-aside-bad-shape = Ni allai’r gweinydd ddarllen y cofnod hwn. Fe’i cedwir yma, ac efallai na fydd dyfeisiau eraill yn ei ddangos. Dywedwch wrth gymorth TG.
core-aside-refused-signature = Nid yw’r gweinydd yn derbyn llofnod y ddyfais hon o dan y cofnod hwn. Fe’i cedwir yma, ac efallai na fydd dyfeisiau eraill yn ei ddangos. Cofrestrwch y ddyfais hon eto, a dywedwch wrth gymorth TG.
core-aside-refused-scope = Mae’r gweinydd yn dweud bod y cofnod hwn yn perthyn i rywle arall. Fe’i cedwir yma, ac efallai na fydd dyfeisiau eraill yn ei ddangos. Dywedwch wrth gymorth TG.
core-aside-wrong-kind = Nid yw’r gweinydd yn derbyn cofnodion o’r math hwn yno. Fe’i cedwir yma, ac efallai na fydd dyfeisiau eraill yn ei ddangos. Dywedwch wrth gymorth TG.
core-aside-unknown-device = Nid yw’r gweinydd yn adnabod y ddyfais hon. Cedwir y cofnod yma, ac efallai na fydd dyfeisiau eraill yn ei ddangos. Cofrestrwch y ddyfais hon eto.
core-aside-revoked = Mae’r ddyfais hon wedi’i thynnu o ddefnydd. Cedwir y cofnod yma, ac efallai na fydd dyfeisiau eraill yn ei ddangos: siartiwch ef eto ar ddyfais arall, a rhowch hon i gymorth TG.
core-aside-unknown-author = Nid yw’r gweinydd yn gwybod pwy a siartiodd hyn. Cedwir y cofnod yma, ac efallai na fydd dyfeisiau eraill yn ei ddangos. Gofynnwch i bwy bynnag sy’n gofalu am gyfrifon.
core-aside-author-not-allowed = Mae’r gweinydd yn dweud bod pwy bynnag a siartiodd hyn wedi gadael. Cedwir y cofnod yma, ac efallai na fydd dyfeisiau eraill yn ei ddangos. Dylai nyrs edrych arno a’i siartio o dan ei enw ei hun.
core-aside-twin = Mae cofnod arall â’r un rhif ar y gweinydd: efallai fod data’r ddyfais hon wedi’u copïo. Cedwir y cofnod yma, ac efallai na fydd dyfeisiau eraill yn ei ddangos. Dywedwch wrth gymorth TG.
core-aside-quota-full = Nid yw’r gweinydd yn derbyn rhagor o gofnodion i’r claf hwn. Cedwir y cofnod yma, ac efallai na fydd dyfeisiau eraill yn ei ddangos. Dywedwch wrth gymorth TG.
core-aside-quarantine-full = Gwrthododd y gweinydd y cofnod hwn, ac nid yw’n cadw rhagor o’r hyn y mae’n ei wrthod gan y ddyfais hon, felly nid yw gan neb arall. Fe’i cedwir yma a’i anfon eto pan fydd y cyfeiriadur staff yn newid. Dywedwch wrth gymorth TG.
core-aside-refused = Mae’r gweinydd, sy’n fersiwn mwy newydd, yn cadw’r cofnod hwn o’r neilltu. Fe’i cedwir yma hefyd, ac efallai na fydd dyfeisiau eraill yn ei ddangos. Dywedwch wrth gymorth TG.
core-aside-unreadable = Anfonodd y gweinydd gofnod na ellir ei ddarllen. Cedwir ei feitiau yma. Dywedwch wrth gymorth TG.
core-aside-note = Anfonodd y gweinydd ran o nodyn na all y fersiwn hon ei ddangos eto. Fe’i cedwir yma. Diweddarwch y rhaglen.
core-aside-wrong-scope = Anfonodd y gweinydd gofnod sy’n perthyn i gofnodion claf arall na’r rhai y daeth ynddynt. Fe’i cedwir yma. Dywedwch wrth gymorth TG.
core-aside-bad-signature = Nid yw llofnod cofnod yn cyd-fynd â’r ddyfais y mae’n ei henwi. Dangosir y cofnod, a dylid ei drin fel un heb ei wirio: gwiriwch ef gyda phwy bynnag a’i siartiodd, a dywedwch wrth gymorth TG.
core-aside-other-bytes = Mae dau gofnod gwahanol ag un rhif. Mae’r cyntaf yn y cofnod, a chedwir hwn yma. Gwiriwch y ddau gyda phwy bynnag a’u siartiodd, a dywedwch wrth gymorth TG: efallai fod dyfais wedi’i chopïo.
core-aside-no-place = Anfonodd y gweinydd gofnod o dan rif nad yw unrhyw ddyfais yn ei roi. Fe’i cedwir yma ac nid yw yn y cofnod. Gwiriwch ef gyda phwy bynnag a’i siartiodd, a dywedwch wrth gymorth TG.
core-aside-bad-directory = Nid yw cofnod o’r cyfeiriadur staff wedi’i lofnodi gan weinydd y ward hon, felly ni chaiff ei ddefnyddio. Fe’i cedwir yma, ac nid effeithir ar ddim a siartiwyd. Dywedwch wrth gymorth TG.
core-aside-refused-elsewhere = Gwrthododd y gweinydd y cofnod hwn gan ddyfais arall, felly nid yw yn y cofnod ac nid yw’n cyfrif mewn unrhyw sgôr yma. Ni chollwyd dim: mae’r ddyfais honno a’r gweinydd yn ei gadw. Edrychwch ar y claf nawr, a gwiriwch ef gyda phwy bynnag a’i siartiodd.
core-aside-cannot-be-signed = Cadwyd y cofnod hwn, ac mae disg y ddyfais hon wedi’i ddifrodi ers hynny. Fe’i cedwir yma fel y mae. Gwiriwch gofnod y claf, siartiwch ef eto os yw ar goll, a dywedwch wrth gymorth TG.
core-band-nothing = Ni ddarllenodd y sganiwr ddim. Sganiwch y band eto. Ni chadwyd dim.
core-band-no-band = Nid cod band arddwrn yw hwn. Sganiwch y cod sgwâr ar fand y claf. Ni chadwyd dim.
core-band-product = Cod cynnyrch yw hwn, nid cod claf. Sganiwch y cod sgwâr ar fand y claf. Ni chadwyd dim.
core-band-not-nhs = Ni roddwyd y cod hwn gan y GIG, felly gall fod yn perthyn i staff neu i wasanaeth arall. Sganiwch fand y claf. Ni chadwyd dim.
core-band-cut-off = Mae’r cod wedi’i dorri. Gwastatewch y band a’i sganio eto, neu chwiliwch am y claf yn y rhestr. Ni chadwyd dim.
core-band-check-digit = Nid yw’r cod yn cyd-fynd â’i ddigid gwirio, felly mae digid yn anghywir. Sganiwch ef eto; os yw’n aros felly, rhaid argraffu’r band o’r newydd. Ni chadwyd dim.
core-band-nhs-digits = Digidau’n unig sydd mewn rhif GIG. Gwiriwch ef yn erbyn y band arddwrn. Os yw’n aros felly, rhaid argraffu’r band o’r newydd. Ni chadwyd dim.
core-band-nhs-ten = Mae gan rif GIG ddeg digid. Gwiriwch ef yn erbyn y band arddwrn. Os yw’n aros felly, rhaid argraffu’r band o’r newydd. Ni chadwyd dim.
core-band-nhs-check = Nid yw’r rhif GIG yn cyd-fynd â’i ddigid gwirio: mae digid yn anghywir. Gwiriwch ef yn erbyn y band arddwrn. Os yw’n aros felly, rhaid argraffu’r band o’r newydd. Ni chadwyd dim.
core-band-never-issued = Mae’r rhif GIG ar y band hwn yn golygu “ddim yn hysbys”. Chwiliwch am y claf yn y rhestr, a gofynnwch am argraffu band newydd. Ni chadwyd dim.
core-band-parts = Ni ellir gwahaniaethu rhwng rhannau’r cod hwn. Chwiliwch am y claf yn y rhestr, a dywedwch wrth gymorth TG fod y sganiwr yn gadael y gwahanwyr allan. Ni chadwyd dim.
core-band-born = Nid yw’r dyddiad geni ar y band hwn yn ddyddiad. Chwiliwch am y claf yn y rhestr, a gofynnwch am argraffu band newydd. Ni chadwyd dim.
core-band-no-number = Nid oes rhif GIG na rhif ysbyty ar y band hwn. Chwiliwch am y claf yn y rhestr, a gofynnwch am argraffu band newydd. Ni chadwyd dim.
core-band-no-number-of-ours = Nid rhif GIG na rhif yr ysbyty hwn yw hwn. Sganiwch y cod sgwâr ar fand y claf, neu chwiliwch am y claf yn y rhestr. Ni chadwyd dim.
core-invalid-set = Nid yw’r set hon wedi’i chadw eto, ac ni chollwyd dim.
core-invalid-form = Nid yw’r ffurflen hon wedi’i chadw eto, ac ni chollwyd dim.
core-invalid = Ni chollwyd dim: mae’r hyn a roesoch i mewn yno o hyd.
core-check-no-breaths = Dim anadl: ataliad y galon? Ffoniwch { $number }.
core-check-no-pulse = Dim pwls: ataliad y galon? Ffoniwch { $number }.
core-check-outside = { $field }: y tu allan i { $low } i { $high }. Wedi’i fesur?
core-check-digit-shift = { $field }: deg gradd o’r un diwethaf. Digid anghywir?
core-check-risen = { $field }: wedi codi llawer ers y set ddiwethaf. Wedi’i fesur?
core-check-fallen = { $field }: wedi gostwng llawer ers y set ddiwethaf. Wedi’i fesur?
core-check-pulse-pressure = Mae’r systolig a’r diastolig yn anarferol o agos neu bell. Wedi’u rhoi i mewn yn gywir?
core-check-pressure-swapped = Mae’r systolig yn edrych fel y diastolig diwethaf. Yn y blwch cywir?
core-check-exchanged = Mae’r pwls a’r systolig yn edrych wedi’u cyfnewid o’u cymharu â’r set ddiwethaf. Yn y drefn gywir?
core-check-same-as-spo2 = { $field }: yr un rhif â SpO₂. Yn y blwch cywir?
core-check-same-as-last = Bron popeth fel yn y set ddiwethaf. Wedi’i fesur nawr?
core-check-temperature-36 = 36.0 am y trydydd tro yn olynol. Wedi’i fesur nawr?
core-check-flow-high = Mae’r llif ocsigen yn uchel i’r ddyfais hon. Wedi’i roi i mewn yn gywir?
core-check-which-device = Pa ddyfais ocsigen?
core-check-what-flow = { $device }: ar ba lif?
core-check-what-per-cent = { $device }: ar sawl y cant?
core-field-without-oxygen = { $field }: wedi’i gofnodi, ond nid bod y claf ar ocsigen.
core-field-nothing-recorded = Nid oes dim wedi’i gofnodi eto. Cofnodwch arwydd, neu dywedwch pam na ellid.
core-field-pressure-order = Rhaid i’r pwysedd systolig fod yn uwch na’r diastolig. A roddwyd nhw i mewn o chwith?
core-field-bad-device = Nid yw’r ddyfais ocsigen ar y rhestr. Dewiswch hi eto.
core-field-recheck-is-one = Un arwydd, wedi’i fesur eto, yw ailwiriad. Cofnodwch yr arwydd hwnnw’n unig.
core-field-needs-no-reason = { $field }: wedi’i gofnodi a hefyd wedi’i farcio fel un na chafwyd. Cliriwch un ohonynt.
core-field-needs-reason = { $field }: ar goll. Cofnodwch ef, neu dywedwch pam na ellid.
core-field-reason-words = Dywedwch pam mewn hyd at { $n } nod.
core-field-impossible = { $field }: gall fod yn { $low } i { $high }. Gwiriwch a rhowch i mewn eto.
core-field-not-a-number = { $field }: rhif cyfan, { $low } i { $high }.
core-field-temperature-point = Gall tymheredd fod yn 15.0 i 46.0. A yw’r pwynt degol yn ei le?
core-field-temperature-impossible = Gall tymheredd fod yn 15.0 i 46.0. Gwiriwch a rhowch i mewn eto.
core-field-temperature-one-decimal = Mae tymheredd yn cymryd un lle degol. Ni chaiff dim ei dalgrynnu ar eich rhan: rhowch ef i mewn eto.
core-field-temperature-number = Mae tymheredd yn cymryd rhif ag un lle degol, 15.0 i 46.0.
core-field-flow-impossible = Mae llif ocsigen yn uwch na 0 ac yn 80 litr y funud ar y mwyaf.
core-field-flow-two-decimals = Mae llif ocsigen yn cymryd dau le degol ar y mwyaf.
core-field-flow-number = Mae llif ocsigen yn cymryd nifer o litrau y funud, fel 2 neu 0.5.

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
when-no-such-time = Mae’r clociau’n mynd ymlaen y noson honno, felly ni ddaw { $time }. Gwiriwch yr amser.
when-comes-twice = Mae’r clociau’n mynd yn ôl y noson honno, felly daw { $time } ddwywaith. Pa un a olygir?
when-summer = { $time } (amser haf)
when-winter = { $time } (amser gaeaf)
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
