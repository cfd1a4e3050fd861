"""English as people write it: sentence by sentence, what is carried out; and what must never be.

Each line is an answer to the invitation of 17 January 2011, written on the 25th (a Tuesday) by Jane Miller, and what it asks:
`b2` registers two for the event that begins with b (bildung, arbeit, soziale-balance, weltoffen, kongress), `-b` cancels, `?` is
for a person to read. A request with a ! behind it may also be left to a person; every other must be carried out.
"""
import json
import os
import subprocess

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROBOT = os.path.join(TOP, "build/mailbot")
AT_ONCE = 1000  # files of one command line

LETTERS = """
b1 | Please sign me up for the forum on education on 16 February.
b1 | Please register me for the education forum.
b1 | I would like to register for the forum on the 16th.
b1 | I'd like to attend the education forum on February 16th.
b1 | I will attend on Wednesday, 16 February.
b1 | I'll be there on the 16th.
b1 | I will be attending the forum on 16/02.
b1 | Count me in for the 16th!
b1 | I'm in for the 16th.
b1 | Put me down for Feb 16th, please.
b1 | Could you please put me down for the forum on the 16th of February?
b1 | Would it be possible to register for the 16 February forum?
b1 | I was wondering if I could attend the education forum.
b1 | I am writing to confirm that I will attend the education forum on 16 February.
b1 | I am happy to confirm my attendance at the education forum.
b1 | Thank you for the invitation. I shall be coming on the 16th.
b1 | Thanks for the invite, I'd love to come to the education forum.
b1 | I can make it on the 16th.
b1 | I can make the 16th.
b1 | The 16th works for me.
b1 | 16 February suits me.
b1 | Wednesday the 16th is fine for me.
b1 | Looking forward to the education forum on 16 February!
b1 | See you on the 16th!
b1 | I want to come to the forum on 16 feb.
b1 | I am going to attend the forum on the 16th of February.
b1 | I would be delighted to accept your invitation to the education forum.
b1 | I wouldn't miss the education forum!
b1 | Kindly add me to the list for the education forum.
b1 | Please include me in the list of participants for 16 February.
b1 | Please reserve a seat for me for the education forum.
b1 | Please book me in for the 16th.
b1 | I'll be at the education forum.
b1 | I will take part in the forum "Bildung".
b1 | Yes, I will come on the 16th.
b1 | Yes please, education forum.
b1 | Hereby I register for the education forum.
b1 | If there are still places, I'd like to come on the 16th.
b1 | I would like to participate in the forum on education, just me.
b1 | I'll come to the event at the Selimiye mosque.
b1 | I will join you on Wednesday 16 February.
b1 | We are pleased to say that I will attend the education forum on the 16th. | ?
k1 | I will attend the congress on 15 March.
k1 | I'd like to register for the Integration Congress on March the 15th.
k1 | I look forward to attending the congress.
k1 | I will attend the conference at the town hall on 15 March.
b2 | My husband and I would like to attend on the 16th.
b2 | I will come with my wife on the 16th.
b2 | I'll be there on the 16th with a colleague.
b2 | I would like to register for the 16th together with my colleague.
b2 | Please register my wife and me for the 16th.
b2 | Please put us down for two places on the 16th.
b2 | Please book two seats for the 16th.
b2 | The two of us will come on the 16th.
b2 | We would both like to attend the education forum.
b2 | I'll be bringing my wife on the 16th. I will attend the education forum.
b2 | I will attend the education forum and I will bring a friend.
b2 | I am coming to the forum on the 16th and bringing my husband.
b2 | I will attend on the 16th. My colleague Priya Raman will accompany me.
b3 | Two colleagues and myself will attend on the 16th.
b3 | Please register me and two colleagues, Priya Raman and Stefan Holz, for the education forum.
b3 | There will be three of us on the 16th.
b3 | Please reserve 3 places for the education forum.
b4 | We will come to the education forum. There are four of us.
b4 | We will be four people on the 16th.
b1 | Please register my colleague Priya Raman for the 16th.
b1 | I'd like to register my daughter for the education forum.
b2 | Please sign up Priya Raman and Stefan Holz for 16 February.
b1 a1 | I will attend on the 16th and the 18th.
b1 a1 | I'd like to come to both the 16th and the 18th.
b1 w1 | Please register me for 16 and 22 February.
s1 w1 | I would like to attend on Monday, February 21st and on Tuesday, February 22nd.
b1 a1 s1 w1 | I'll be at all four expert forums.
b1 a1 s1 w1 | Please sign me up for all the forums.
b1 a1 s1 w1 | I would like to attend all of the forums.
b1 s1 w1 | I will come to all forums except the 18th.
s1 w1 | I would like to attend the last two forums.
b1 | Please register me for the first forum.
a1 | I'd like to attend the second forum.
b1 k1 | Please register me for the education forum and the congress.
-b | I can't come on the 16th.
-b | I cannot attend the education forum.
-b | I won't be able to attend on 16 February.
-b | Unfortunately I am unable to attend the education forum.
-b | I'm afraid I can't make it on the 16th.
-b | Sorry, I can't make the 16th.
-b | I will not be attending on the 16th.
-b | I won't be there on the 16th.
-b | Count me out for the 16th.
-b | I have to cancel my registration for the 16th.
-b | Please cancel my registration for the education forum.
-b | Please remove me from the list for the 16th.
-b | Please take my name off the list for the education forum.
-b | Please take me off the list for the 16th.
-b | I regret that I cannot attend the education forum.
-b | I have to decline the invitation to the education forum.
-b | The 16th does not work for me.
-b | I'm not available on the 16th.
-b | I'm not coming on the 16th.
-b | I will have to miss the education forum.
-b | Please excuse me from the forum on the 16th.
-b | Due to illness I can't attend the education forum.
-b | I can't attend the education forum because I am ill.
-b | I have the flu, so I can't come to the education forum. | ?
-b | As I am on holiday that week, I will not be able to attend on the 16th.
-b | Since we are moving house, I can't come on the 16th.
-b | Regretfully I must withdraw from the education forum.
-b | I'm sorry to say that I cannot come on 16 February.
-b | No, I can't come on the 16th.
-b | It is not possible for me to attend on the 16th.
-b | I would like to cancel my booking for the 16th.
-b | We cannot come on the 16th.
-b | I can't do the 16th.
-b -a | I can't make it on the 16th or 18th. | ?
-b a1 | I can't come on the 16th, but I'll be there on the 18th.
-b a1 | Instead of the 16th I'd like to come on the 18th.
-b a1 | I would like to come on the 18th instead of the 16th.
-b a1 | I can't make the 16th. I will come on the 18th instead.
b1 -a | Count me in for the 16th but not the 18th.
b1 -k | Yes to the 16th, no to the congress.
a1 | I'd like to attend on Friday the 18th.
b1 | I will attend the education forum. Will there be parking?
b1 | I will attend the education forum. I need an interpreter.
b1 | I will attend the education forum, but I will be half an hour late.
b1 | My German is not so good. I would like to attend the education forum.
b1 | I will come on the 16th. I will be late.
? | I may come on the 16th.
? | I might be able to attend on the 16th.
? | I hope to attend the education forum.
? | I will try to come on the 16th.
? | Perhaps I will come on the 16th.
? | I'll probably come on the 16th.
? | I plan to attend the education forum.
? | I should be able to make it on the 16th.
? | It looks like I can come on the 16th.
? | Pencil me in for the 16th.
? | I'm tentatively coming on the 16th.
? | I could come on the 16th.
? | I would come on the 16th.
? | I'd come on the 16th if my boss lets me.
? | I'll come on the 16th, weather permitting.
? | God willing I will attend the education forum.
? | I'm interested in the education forum.
? | I would love to come to the education forum but I am away.
? | I would love to attend the education forum but unfortunately I will be in London.
? | I'd love to come on the 16th. Unfortunately I'm in Berlin.
? | I'll come on the 16th or the 18th.
? | I will come on either the 16th or the 18th.
? | I will register for the 16th later.
? | I will let you know about the 16th.
? | I don't know if I can come on the 16th.
? | I think I can come on the 16th.
? | Two or three of us will come on the 16th.
? | About five people will come on the 16th.
? | We will come on the 16th.
? | I would like to come with some colleagues on the 16th.
? | My neighbour will attend the education forum.
? | I heard that Joy will be attending the education forum.
? | My boss wants me to attend the education forum.
? | I was going to attend the education forum.
? | I attended the education forum.
? | I have registered for the 16th.
? | I never said that I would come on the 16th.
? | No one will come on the 16th.
? | I will come to no forum.
? | I would have come on the 16th.
? | I'd rather not come on the 16th.
? | I'd prefer the 16th.
? | Is the forum on the 16th still on?
? | May I come on the 16th?
? | Should I come on the 16th?
? | Do I have to register for the 16th?
? | I doubt that I will attend the education forum.
? | Not all of us will come on the 16th.
? | I will come after the 16th.
? | I'd like to attend from the 16th to the 18th.
? | I am away from 16 February to 20 February.
? | I can't attend all the forums.
? | I will come to the education forum. Just kidding.
? | I will come on the 16th. On second thoughts, no.
? | I would like to register two more people for the 16th.
? | I am going to my sister on the 16th.
? | He will come on the 16th.
? | They can't come on the 16th.
? | My colleague can't come on the 16th.
? | Please cancel Mr Smith's registration for the 16th.
? | I'd like to attend on 17 February.
? | I will attend the education forum on 18 February.
? | I would like to attend a forum.
? | Will come to Berlin on the 16th.
? | I am in London on the 16th.
? | I am on duty on the 16th.
? | Thanks for registering me for the 16th.
? | How could I not come on the 16th?
? | Attending the education forum would be great.
? | Unless I hear otherwise, I will come on the 16th.
? | I'll come on the 16th, or not.
? | I will come on the 16th, maybe.
? | I will come, except on the 16th.
? | If I can, I will come on the 16th.
? | I'm not sure I can come on the 16th.
? | I won't say no to the 16th.
? | It is not that I can't come on the 16th.
? | I can't not come on the 16th.
? | Bob Iverson has been notified and will be in attendance on the 16th.
? | The manager has been notified and will attend on the 16th.
? | The office will attend on the 16th.
? | It would be great to meet you in person on the 18th, and have you participate.
? | A 2:00 pm conference call has been scheduled. Your attendance is requested.
k2 | Many thanks for the kind invitation. My wife and I are delighted to accept and look forward to seeing you at the Integration Congress on 15 March.
b1 | Hi Reyhan, thanks for getting in touch. Could you add me to the list for the education forum on the 16th? I've been wanting to meet people working in this field for ages.
b1 a1 | I would like to attend the forums on education (16 February) and on work and business (18 February).
b1 | Just a quick note to say that I'll be coming to the education forum on Wednesday 16th February. See you there!
b1 | I am a student at the university and I am very interested in education. Please register me for the education forum.
b2 | Please register two people for the education forum: myself and my colleague Stefan Holz.
b2 | I'd like to bring my husband along to the education forum on the 16th, so that's two of us.
b2 | Please could you put my husband and me down for the forum on the 16th? Thank you so much.
-k | Thank you for the invitation to the congress. Unfortunately I have a prior engagement and will not be able to attend. I wish you every success.
-k | Unfortunately I won't be able to join you on 15 March as I will be travelling. Best of luck with the event!
-k | I'm really sorry but I can't make the congress after all - work commitments.
-k | Sadly, I will have to cancel. I had registered for the Integration Congress on 15 March but have to be in Berlin that day.
-k b1 | I can come to the education forum but I can't make the congress.
b1 k1 | I am pleased to confirm that I will be attending both the education forum on 16 February and the Integration Congress on 15 March.
b1 | Yes, count me in for the 16th please. Cheers
b1 | 16 February, please. Jane | ?
b1 | Education forum please
b1 k1 | Education forum and congress, please.
b1 | RSVP: yes to the education forum on 16 February.
-b | RSVP: no to the education forum on 16 February. | ?
k1 | I gladly accept your invitation to the Integration Congress on 15 March 2011.
a1 | Please reserve one place for me at the forum "Work and Business" on Friday, 18 February.
w1 | Dear Sir/Madam, I would be grateful if you could register me for the forum "International City" on 22 February.
w1 | I would very much like to take part in the forum on the 22nd of February.
s3 | There will be three of us coming to the social balance forum on Monday 21 February.
s1 | I'm coming on Monday 21st. I live just around the corner from the school.
b1 | I saw your poster in the library and would love to come to the education forum.
b1 | I work as a teacher at a primary school. I will attend the education forum on 16 February.
b1 | Good news, my boss gave me the evening off. I'll be there on the 16th!
b2 | My colleague Priya Raman and I would like to register for the education forum on 16 February.
b2 | Could you please reserve two seats for the education forum, one for me and one for my wife? | ?
k1 | I would like to sign up for the Integration Congress. What time does it start?
k1 | I'd like to sign up for the congress on 15 March. I use a wheelchair. Is the hall accessible?
k1 | I'd like to come to the congress. I am vegetarian.
b1 | As discussed on the phone, please sign me up for 16 February.
b1 | I hereby confirm my participation in the education forum on 16 February.
b1 | Hope all is well. I'll be attending the education forum on the 16th.
b1 | Hope you are well! Please put my name down for the 16th.
b1 | I'm new in Dortmund and I don't know many people here yet. I'd like to attend the education forum on 16 February.
b1 | I don't speak much German, but I would like to attend the education forum.
-b | Sorry for the late reply. I can't come on the 16th, my son is ill.
-b | I'm so sorry, I have to cancel for the 16th. My daughter has a fever.
-b | I regret to inform you that I am unable to attend the forum on 16 February due to a prior commitment.
-b | Please note that I will not be able to attend the education forum.
-b | I have just found out that I have to work on the 16th, so I won't be able to come. | ?
-b | Please take me off the list for the education forum, I have to travel for work.
-b | Change of plan: I can't come on the 16th any more. Sorry! | ?
-b w1 | I'm afraid the 16th is no good for me, but I can come on the 22nd.
-b w1 | Can I switch from the 16th to the 22nd please? | ?
-b w1 | I registered for the 16th but would like to come on the 22nd instead. | ?
b1 | I'd like to attend the education forum. Please let me know if you need anything else.
b1 | I'd like to attend the education forum. If you have any questions, please call me.
b1 | Please could I book a place at the education forum?
b1 | May I please register for the education forum on 16 February?
b1 | I'd be happy to join the education forum.
b1 | I'll join the education forum!
b1 | I am keen to attend the education forum and would be grateful for confirmation.
b1 | I wish to attend the education forum. Kindly confirm my registration.
b1 | I want to participate in the education forum. Please confirm.
b1 | I want to register myself for the education forum.
b1 | Myself I will come to the forum of 16 February. | ?
b1 | I come on 16 February.
b1 | I will come to forum Bildung on 16.02.2011.
b1 | I announce myself for the education forum on 16.2. | ?
b1 | With pleasure I take part on the forum "Bildung".
a2 | We will come to the forum on 18 February with two persons.
a2 | We are two persons and we come on 18 February. | ?
a4 | Our group of four will attend the forum on 18 February. | ?
b1 s1 w1 | I'd like to come on the 16th, 21st and 22nd of February.
b1 a1 s1 w1 k1 | Please register me for all five events.
b1 a1 s1 w1 k1 | I would like to attend all four forums and the congress.
b1 a1 s1 w1 | I would like to attend all the forums but not the congress. | ?
-a -b -s -w k1 | I can't make any of the forums, but I will be at the congress. | ?
b1 | Wednesday 16th works for me. See you then.
b1 | Wed 16 Feb is perfect for me, thanks!
b1 | Please include my name for the education forum.
b1 | Kindly register my name for the education forum.
b1 | Kindly do the needful and register me for the education forum. | ?
? | I shall attend the education forum, God willing.
? | Thanks for the invite. Not sure about the 16th yet, will let you know.
? | We'd love to come on the 16th!
? | I'd like to come on the 16th with my team.
? | Please register me and some friends for the 16th.
? | I can't decide between the 16th and the 18th.
? | I have another meeting on the 16th, so it depends.
? | If my shift gets swapped I will come on the 16th.
? | Could you tell me more about the forum on the 16th?
? | What time does the forum on the 16th start?
? | Congratulations on a wonderful forum on the 16th.
? | Please forward this to anyone interested in the forum on 16 February.
? | My son attends the school where the forum on 21 February takes place.
? | I saw that the education forum will be on 16 February. Great idea!
? | Who will attend the forum on the 16th?
? | I am looking forward to the results of the education forum.
? | I look forward to reading about the education forum.
? | Registration for the 16th is not possible on your website.
? | I tried to register for the 16th on your website but it did not work.
? | The registration for the 16th does not work.
? | Is it too late to register for the 16th? I would come alone. | ?
? | Is my registration for the 16th confirmed?
? | Did you get my registration for the 16th?
? | Please confirm my registration for the 16th.
? | Please send me the programme for the 16th.
? | I would have loved to come on the 16th.
? | It was great to come to the forum on the 16th.
? | My husband says I should come on the 16th.
? | I've put the 16th in my diary.
? | I will be thinking of you on the 16th.
? | I will not miss the 16th for anything but I am in hospital.
? | You can count on me for the 16th, but only if my mother is better.
? | I would like to come on the 16th but I don't have a babysitter.
? | I'd like to come on the 16th. However, I have a doctor's appointment.
? | Three of my students will come on the 16th. | ?
? | Put me down as a maybe for the 16th.
? | I'm 50/50 for the 16th.
? | Keep me on the waiting list for the 16th.
b5 | We are a family of five and will come on the 16th. | ?
? | I'd come on the 16th.
? | I can come on the 16th from 7 pm or not at all.
? | No idea whether I can come on the 16th.
? | I'll come on the 16th unless it snows.
? | I'll come on the 16th as long as I'm well.
? | My flight on the 16th lands at 5, so I should just make it.
? | Could my wife come on the 16th?
? | My wife can't come on the 16th, but I can. | ?
? | My friend Priya Raman would like to come on the 16th, if that is ok. She will register herself.
? | I won't come on the 16th if my ex is there.
? | I will attend the education forum only if my visa comes through.
? | I'd like to attend the education forum, however I am not sure about my shift.
? | Please register me for the education forum. Actually, scratch that.
? | I'd love to join the education forum. The problem is that I am working that evening.
? | I would love to come on the 16th. Too bad I'm working.
? | I would like to come on the 16th. But my train only arrives at 10 pm.
? | I'd like to come on the 16th. My doctor has forbidden it.
? | I'd like to attend the education forum. My boss said no.
? | I will come on the 16th. April fool!
? | I will come on the 16th, says my wife.
? | They told me I will attend the education forum.
? | Imagine I attend the education forum.
? | Suppose I register for the education forum, what happens then?
? | When I attend the education forum, can I bring a friend?
? | Before I register for the education forum I have a question.
? | I can attend the education forum or the congress, whichever suits you.
? | Please do not register me for the education forum.
? | Please don't put me down for the 16th.
? | I did not register for the education forum.
? | I haven't registered for the 16th.
? | I have not decided whether I will attend the education forum.
? | I am unable to say whether I will attend the education forum.
? | I am not saying that I will attend the education forum.
? | I refuse to attend the education forum. | ?
? | I used to attend the education forum every year.
? | I would attend the education forum if it were in English.
-b -k | I will attend neither the education forum nor the congress. | ?
? | I will attend the education forum for part of the evening, probably.
? | Please register either my wife or me for the 16th.
? | Please register 2-3 people for the 16th.
? | Please register two or three people for the 16th.
? | Please register at least two people for the 16th.
? | Please register up to four people for the 16th.
? | I will bring someone on the 16th.
? | I'll be there on the 16th with a few friends.
? | I'd like to come on the 16th with my kids.
? | Three of us registered for the 16th, but one cannot come.
? | One of us will come on the 16th.
? | Somebody from our office will come on the 16th.
b1 | A colleague will come on the 16th. | ?
? | Our director will probably attend the congress.
? | Maybe see you on the 16th.
? | Hope to see you on the 16th.
? | See you on the 16th, hopefully.
? | Not long until the 16th!
? | I could have come on the 16th.
? | I ought to come on the 16th.
? | I had hoped to attend the education forum.
? | I intend to come on the 16th.
? | I'll see if I can come on the 16th.
? | I'm thinking of coming on the 16th.
? | I'm considering attending the education forum.
? | I am tempted to attend the education forum.
? | Attending the 16th is out of the question. | ?
? | There is no way I can come on the 16th. | ?
-b | Under no circumstances will I attend the education forum. | ?
-b a1 | I'd rather come on the 18th than on the 16th. | ?
? | Why should I come on the 16th?
? | Why not come on the 16th?
? | Am I registered for the 16th?
? | How do I register for the 16th?
? | Where do I register for the education forum?
? | I need to know if I am registered for the 16th.
? | I want to know when the education forum starts.
? | I would like to know more about the education forum.
? | I would like to come to your office to talk about the education forum.
? | I would like to speak at the education forum.
? | I would like to present our project at the education forum.
? | I would like to have a stall at the congress.
? | I would like to help at the congress.
? | I would like to volunteer at the congress.
? | We would like to sponsor the congress.
? | I'd like to write about the congress for our newspaper.
? | I would like to interview you on the 16th.
? | I would like to invite you to our own event on the 16th.
? | I will call you on the 16th.
? | I will write to you after the congress.
? | I am looking for the venue of the education forum.
? | I am looking forward to your reply regarding the education forum.
? | I will come by your office on the 16th.
? | I will come to see you on the 16th.
? | I will come back to you about the 16th.
? | I'll be back on the 16th.
? | I'm back in Dortmund on the 16th.
? | I fly home on the 16th.
? | I have an exam on the 16th.
? | My wife's birthday is on the 16th.
? | We are getting married on the 16th.
? | On the 16th I am in hospital. | ?
? | On the 16th I'm on night shift.
? | The 16th is my birthday.
? | The 16th is impossible. | ?
? | The 16th would suit me.
? | The 16th would work for me.
? | Would the 16th work for you?
? | The 16th might work.
? | If it is on the 16th, I can come.
? | Only if the forum is in English will I come on the 16th.
? | I will come on the 16th in case my colleague is ill.
? | I stand in for my colleague on the 16th if needed.
? | I cannot promise to come on the 16th.
? | I promise nothing but I will try to come on the 16th.
? | I can't say that I will come on the 16th.
? | I can't confirm that I will come on the 16th.
? | Please ignore my registration for the 16th. | ?
? | My registration for the 16th was a mistake. | ?
? | This is a test: I will attend the education forum. | ?
b1 | Ignore my last mail, please register me for the 16th. | ?
? | Forget the 16th.
? | I'd forgotten about the 16th.
? | I nearly missed your mail about the 16th.
? | I'm sorry I missed the forum on the 16th.
? | I missed the registration deadline for the 16th.
? | I won't attend the education forum without my wife.
b1 | I will attend the education forum without my wife. | ?
? | I will not attend the education forum alone.
? | I will not attend the education forum before 7 pm.
? | I'm not only coming on the 16th. | ?
a1 b1 | Not only the 16th but also the 18th. | ?
b1 a1 | I will attend not only the 16th but also the 18th. | ?
? | As if I would attend the education forum.
? | Yeah right, I'll come on the 16th.
? | I'm coming on the 16th, not!
? | I will come on the 16th - just kidding.
? | It's a shame I can't come to the education forum on the 16th, but maybe on the 18th. | ?
-b | It's a shame I can't come to the education forum.
-b | Much as I would like to, I can't come on the 16th. | ?
-b | I'd love to come on the 16th but I can't. | ?
-k | I would have loved to attend the congress, but I have to decline. | ?
b1 | I can't wait to attend the education forum.
b1 | I can't wait for the education forum! | ?
b1 | I wouldn't want to miss the education forum.
b1 | No problem, I can come on the 16th.
b1 | I have nothing else on, so I will come on the 16th. | ?
b1 | I don't mind coming alone. I'll be there on the 16th. | ?
b1 | My wife can't come, but I will be there on the 16th. | ?
b1 | I'll come on the 16th. My wife can't come. | ?
b1 | I will come alone on the 16th.
b1 | I'm coming on my own on the 16th.
b2 | My wife and I will come on the 16th. Our son can't come. | ?
b1 k2 | I will come alone to the education forum, and with my wife to the congress. | ?
b1 k2 | Education forum: 1 person, congress: 2 people. | ?
b2 k3 | Please register two people for the education forum and three for the congress. | ?
b1 k2 | Please register me for the education forum and two people for the congress. | ?
b1 | Priya Raman will come on the 16th. I won't be able to attend. | ?
b1 | I can't come on the 16th, but my colleague Priya Raman will come in my place. | ?
b1 | My colleague Priya Raman will attend the education forum in my place. | ?
b2 | Please add two places for us on the 16th. | ?
? | Please add two more places for the 16th.
? | Please add my wife for the 16th. | ?
b3 | There are now three of us instead of two on the 16th. | ?
? | We are one person less on the 16th.
b3 | Make it three for the 16th please. | ?
b2 | Make that two for the 16th. | ?
b1 | I'm writing in response to your invitation of 17 January. I would like to take part in the forum on education on 16 February. Thank you for organising this.
b1 | Good morning, I am Jane from the library. I will attend the education forum. Best wishes to the whole team!
b1 | I teach German to newcomers and I would like to attend the education forum on 16 February.
b1 | I just moved to Dortmund with my family. I'd like to register for the education forum on 16 February. | ?
b1 | My daughter goes to school in Eving, so the education forum is important to me. Please register me for the 16th. | ?
k1 | I have read your letter with great interest. I would like to participate in the Integration Congress on 15 March.
k1 | I was very pleased to receive your invitation. I am happy to attend the congress on 15 March.
k1 | I am delighted to accept your kind invitation to the congress.
k1 | We received your invitation. I will represent our association at the congress on 15 March. | ?
k1 | On behalf of the Turkish parents' association I will attend the congress. | ?
k2 | On behalf of our association, Priya Raman and Stefan Holz will attend the congress on 15 March. | ?
k2 | Priya Raman and Stefan Holz will attend the congress on 15 March.
k1 | Mr Stefan Holz will attend the congress on 15 March.
k1 | Dr. Priya Raman from our office will attend the congress. | ?
k2 | Please register Mr. Holz and Ms. Raman for the congress.
k2 | Please register the following people for the congress: Stefan Holz, Priya Raman | ?
k3 | Please register three people for the congress: Stefan Holz, Priya Raman and Jane Miller.
k2 | I will come to the congress with my colleague Stefan Holz.
k2 | I will be accompanied by my husband at the congress. | ?
k2 | I'd like to attend the congress together with my wife Anna.
k3 | My wife, my son and I would like to attend the congress.
k3 | I would like to attend the congress with my two daughters.
k4 | I will attend the congress with three colleagues.
k5 | Five of us will attend the congress. | ?
k2 | I would like to book 2 seats for the congress on March 15, 2011.
k2 | 2 tickets for the congress please. | ?
k2 | Please reserve two places at the congress for my husband and me.
b1 | Please could you register me for the 16th of February? Thanks a lot in advance.
b1 | I'd love to be there on the 16th!
b1 | I am very happy to come on the 16th.
b1 | I will definitely attend the education forum.
b1 | I will certainly be there on the 16th.
b1 | I'll surely come on the 16th.
b1 | Of course I will come on the 16th.
b1 | I'll make sure to be there on the 16th. | ?
b1 | I have blocked the 16th in my calendar and will come. | ?
b1 | I'll stop by on the 16th.
b1 | I'll drop in on the 16th.
b1 | I'll pop by on the 16th.
b1 | I'm up for the 16th.
b1 | Consider me registered for the 16th. | ?
b1 | You can expect me on the 16th.
b1 | Sign me up for the 16th!
b1 | Put me on the list for the 16th please.
b1 | Please put me on your list for the education forum.
b1 | Please enrol me for the education forum.
b1 | Please enroll me in the education forum.
b1 | Please book a seat for me for the education forum.
b1 | Please save me a seat for the education forum.
b1 | Please note my registration for the education forum.
b1 | I register for the education forum.
b1 | I am registering for the education forum.
b1 | This is my registration for the education forum. | ?
b1 | Registration for the education forum: Jane Miller | ?
b1 | Here is my registration for the education forum. | ?
-b | I would like to unregister from the education forum.
-b | I need to cancel the 16th, sorry.
-b | Please cancel my place for the 16th.
-b | I have to withdraw my registration for the 16th.
-b | I must unfortunately cancel my participation in the education forum.
-b | I can no longer attend the education forum.
-b | I'm no longer able to attend on the 16th.
-b | Regrettably I can't be there on the 16th.
-b | Sorry, can't make it on the 16th.
-b | Can't come on the 16th, sorry!
-b | Won't be able to make it on the 16th.
-b | Cannot attend on the 16th due to illness.
-b | I'm out for the 16th. | ?
-b | I'll pass on the 16th. | ?
-b | I'm sorry but the 16th doesn't work for me.
-b | The 16th doesn't suit me.
-b | The 16th is not possible for me.
-b | Wednesday the 16th is not convenient for me.
-b | I will be unable to join you on the 16th.
-b | I shall not be able to attend the education forum.
-b | I am sorry to have to decline your invitation to the education forum.
-b | I'm gutted but I can't come on the 16th. | ?
-b | My boss won't let me off work, so I can't come on the 16th. | ?
-b | There is a family emergency and I can't come on the 16th.
-b | I've broken my leg and can't come on the 16th.
-b | I have another appointment on the 16th and therefore cannot attend. | ?
-b | Because of another appointment I cannot attend the education forum.
-b | I will not come on the 16th.
-b | I do not come on the 16th.
-b | I not come on the 16th. | ?
-b | For personal reasons I am not able to attend the education forum.
-b -k | I can't attend the education forum and the congress.
-b -k | I am unable to attend both the education forum and the congress. | ?
-b k1 | I can't come to the education forum but I'll see you at the congress.
-b k1 | I have to cancel the education forum, but I will attend the congress.
-b k1 | I won't be at the education forum. I'll be at the congress.
-b a1 | I'd like to change from the 16th to the 18th. | ?
-b a1 | Could you move me from the 16th to the 18th? | ?
-b a1 | Please cancel the 16th and register me for the 18th instead. | ?
-b a1 | Please cancel my registration for the 16th and sign me up for the 18th.
b1 | I'd like to attend the education forum. Do you have vegetarian food?
b1 | I'd like to attend the education forum. Where can I park?
b1 | I'd like to attend the education forum. I need a parking space.
b1 | I'd like to attend the education forum. Is it in English?
b1 | I'd like to attend the education forum. I am deaf and need a sign language interpreter.
b1 | I'd like to attend the education forum. Could you send me the address?
b1 | I'd like to attend the education forum. How do I get there?
b1 | I will come on the 16th but have to leave at 8. | ?
b1 | I will come on the 16th, but I'll have to leave early.
b1 | I'll come on the 16th, probably a bit late. | ?
b1 s1 | I am happy to attend on 16 and 21 February.
b1 s1 | I'd like to come on 16.2. and 21.2.
b1 s1 | I'd like to come on Feb 16 and Feb 21.
b1 a1 s1 | I will come on the 16th, the 18th and the 21st.
b1 a1 s1 | I would like to register for the first three forums.
b1 k1 | I'd like to attend the first forum and the congress.
a1 | Please register me for the forum at the Evangelisches Kirchengemeindehaus Hörde.
b1 | I would like to attend the Bildung forum.
a1 | I would like to attend "Arbeit und Unternehmen".
w1 | I'd like to join the open city forum.
k1 | My name is Anna Ott and I would like to come to the congress.
k1 | I am Anna Ott and I would like to come to the congress.
b1 k1 | I would like to be registered for the first forum and for the congress.
b1 | May I register for the 16th?
b1 | May I register my wife for the 16th?
? | I am registering a complaint about the education forum.
? | I'd like to register my disappointment about the education forum.
? | I will join the debate about the education forum online.
? | I will accept any decision about the education forum.
? | I accept that the education forum is on the 16th.
? | We have booked the hall for the education forum.
? | I'd like to book the hall on the 16th.
? | I would like to reserve the date of 16 February for our meeting.
? | Please save the date: 16 February.
? | Please note the 16th in your calendar.
? | Please add the 16th to your website.
? | Please include the address of the education forum in your next mail.
? | Please put the education forum on our website.
? | Please sign the contract for the congress.
? | I will make a cake for the congress.
? | I will make the posters for the congress.
? | I will make copies for the education forum.
? | I will take part of the blame for the education forum.
? | I will go into the education forum in my article.
? | I will visit the school on the 21st to see the rooms.
? | My parents will visit on the 16th.
? | My son will come home on the 16th.
? | The bus will be there on the 16th.
? | It will be there on the 16th.
? | The interpreter will be there on the 16th.
? | Will you be there on the 16th?
? | You can make it on the 16th.
? | You will be registered for the 16th.
? | Who can make it on the 16th?
-b | See you later, not on the 16th. | ?
? | Everyone is looking forward to the education forum.
? | The children are looking forward to the congress.
? | My students look forward to the congress.
? | We look forward to the congress.
? | I'm not looking forward to the congress.
? | I was looking forward to the congress.
? | I have always wanted to attend the congress.
? | I always come to the congress.
? | I come from the congress.
? | I come to you with a question about the congress.
? | I come to the conclusion that the congress is useless.
? | I will cancel my hotel for the congress.
? | I will cancel my subscription to your newsletter after the congress.
? | Please remove the typo from the programme of the congress.
? | Please take the wrong date off the programme of the congress.
? | I missed your call about the congress.
? | Don't miss the congress!
? | You must not miss the congress.
? | I would hate to miss the congress, but I have surgery.
? | I can't believe the congress is free.
? | I can't find the registration form for the congress.
? | I can't open the invitation to the congress.
? | I can't register for the congress on your website.
? | I could not register for the congress on your website.
? | I was unable to register for the congress.
? | I am unable to register for the congress online.
? | It's not possible to register for the congress online.
? | My registration for the congress failed.
? | Is it possible to attend the congress online?
? | Can I attend the congress without registering?
? | Do I need to register for the congress?
? | Should I register for the congress?
? | How can I register for the congress?
? | I want to know how to register for the congress.
? | I'd like to know if I can still register for the congress.
? | Let me know if I can still register for the congress.
? | I wonder if I should attend the congress.
? | Whether I attend the congress depends on my doctor.
? | Wish I could attend the congress.
? | I wish I could come to the congress.
? | If only I could come to the congress.
? | In case I come to the congress, do I need my passport?
? | Assuming I come to the congress, where do I park?
? | Last year I attended the congress with two colleagues.
? | We came to the congress last year.
? | I will probably send my deputy to the congress.
? | Will the mayor attend the congress?
? | The mayor will attend the congress.
? | My sister and her husband may come to the congress.
? | Not me, but my sister will come to the congress. | ?
? | Nobody told me that I can attend the congress.
? | You said I could come to the congress.
? | As you know I will not say whether I attend the congress.
? | Between us, I will not attend the congress. | ?
? | I will attend the congress over my dead body.
? | I'd sooner die than attend the congress.
? | I am the last person who will attend the congress.
? | I will attend the congress when hell freezes over.
? | Like I would ever attend the congress.
b2 | My wife and I would like to come on the 16th. We are looking forward to it.
b2 | I will come on the 16th with my wife. She is a teacher.
b1 | I would like to come on the 16th. My wife is a teacher too. | ?
b1 | I would like to come on the 16th. My two children go to school in Eving. | ?
b1 | I'd like to come on the 16th. I work with two colleagues in this field. | ?
b1 | I'm coming on the 16th. My colleague Priya Raman told me about it. | ?
b1 | My colleague Priya Raman told me about the forum on the 16th and I would like to come. | ?
b1 | I am a colleague of Priya Raman and would like to come on the 16th. | ?
b1 | I'd like to come on the 16th. I have been a teacher for 20 years.
b1 | I'd like to come on the 16th. I am 72 years old.
b1 | I live at 12 Market Street. I'd like to come on the 16th. | ?
b1 | I would like to attend on the 16th at 6 pm.
b1 | I will come on the 16th at 18:00.
b1 | I will attend the forum on the 16th from 6 to 9 pm. | ?
b2 | Two seats for the education forum, please.
b3 | Three people for the 16th please.
b2 | Please reserve two tickets for the 16th.
b2 | I will come with one other person on the 16th. | ?
b2 | It will be me and my husband on the 16th. | ?
b2 | It's just me and my husband on the 16th. | ?
b2 | Myself and my wife will attend the education forum.
b2 | Me and my wife will come on the 16th.
b2 | I and my wife will come on the 16th.
b3 | Myself, my wife and my son will attend on the 16th.
b3 | Anna Ott, Peter Ott and I will come on the 16th.
b2 | My colleague Priya and I will come on the 16th.
b2 | Priya Raman and I will come on the 16th.
b1 | Priya Raman will come on the 16th.
b2 | Please register Priya Raman and myself for the 16th.
b2 | Please register me and my colleague for the 16th.
b2 | Please register me plus one for the 16th. | ?
b2 | I will bring my wife to the forum on the 16th.
b2 | Can I bring my wife on the 16th? I'll be there. | ?
? | Can I bring my wife on the 16th?
? | Would it be ok if I came with my wife on the 16th?
? | Could I bring someone on the 16th?
? | May I send my deputy to the forum on the 16th?
? | If possible I would like to bring my wife on the 16th.
? | I would like to come on the 16th, perhaps with my wife.
? | I will come on the 16th, possibly with a colleague.
? | I will come on the 16th, and maybe my wife too.
b2 | My wife would like to come too. I will be there on the 16th. | ?
? | We are between 3 and 5 people on the 16th.
? | We will be several people on the 16th.
? | A few of us will come on the 16th.
? | The whole team will come on the 16th.
? | Our class will come on the 16th.
? | All of us will come on the 16th.
? | Most of us will come on the 16th.
? | Us two or three will come on the 16th.
? | Four to five people for the 16th please.
? | I'd like two or three seats for the 16th.
? | 2-3 seats for the 16th please.
? | Two adults and a baby for the 16th please.
? | We will come with the baby on the 16th.
? | My wife and I, and maybe my brother, will come on the 16th.
? | My wife or I will come on the 16th.
-b | Neither my wife nor I will come on the 16th. | ?
? | My wife and I can't decide about the 16th.
? | Two of my colleagues can't come on the 16th.
b2 | Only two of us can come on the 16th, not three. | ?
? | There were three of us at the forum last year.
? | Please change our booking for the 16th from two to three.
? | Please reduce our seats for the 16th by one.
? | One more for the 16th please.
? | Another seat for the 16th please. | ?
b1 | Please also register my wife for the 16th. | ?
-s | Not coming Monday 21st. Migraine.
b2 | Coming on the 16th with my wife.
? | Attending the congress would be great.
? | Attending the congress is impossible.
? | Coming to the congress depends on my boss.
? | Not attending the congress was a mistake.
b2 | Me and my sister are in for 16 Feb.
"""


def letter(text):
    return ("From: Jane Miller <jane.miller@post.example>\nTo: anmeldung@mia-do.example\nSubject: Re: Masterplan "
            "Migration/Integration: Einladung zu 4 Fachforen und zum Integrationskongress\nDate: Tue, 25 Jan 2011 10:00:00 +0100\n"
            "Message-ID: <1@post.example>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
            "Content-Transfer-Encoding: 8bit\n\nDear Ms Meyer,\n\n" + text + "\n\nKind regards,\nJane Miller\n").encode()


def read(texts, folder):
    """What is carried out for each text: `b2 -k`, or `?`; with the whole reading."""
    names = []
    for number, text in enumerate(texts):
        names.append(os.path.join(folder, f"{number:04}.eml"))
        with open(names[-1], "wb") as out:
            out.write(letter(text))
    readings = []
    for first in range(0, len(names), AT_ONCE):
        done = subprocess.run([ROBOT, "read", "--json", "--rules", os.path.join(TOP, "rules"), *names[first:first + AT_ONCE]],
                              stdout=subprocess.PIPE, cwd=TOP, check=True)
        readings += [json.loads(line) for line in done.stdout.splitlines()]
    assert len(readings) == len(texts)
    return [(short(r), r) for r in readings]


def short(reading):
    if not reading["disposition"].startswith("act"):
        return "?"
    return " ".join(sorted(("-" + r["event"][0]) if r["action"] == "cancel" else f"{r['event'][0]}{r['seats']}"
                           for r in reading["requests"]))


def cases():
    for line in LETTERS.strip().splitlines():
        parts = [p.strip() for p in line.split(" | ")]
        yield " ".join(sorted(parts[0].split())), parts[1], len(parts) > 2


def test_letters(tmp_path):
    wanted = list(cases())
    wrong = []
    for (want, text, may_ask), (got, reading) in zip(wanted, read([text for _, text, _ in wanted], tmp_path)):
        if got != want and not (may_ask and got == "?"):
            wrong.append(f"{text}\n    {got} instead of {want} {reading['reasons']}")
    assert not wrong, "\n" + "\n".join(wrong)
