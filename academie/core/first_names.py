"""Common first names of children in Dutch schools, in small letters, to tell names from words.

Names that are also everyday words at the start of a sentence (Roos, Bloem, Storm, Mees, Beer) are
left out: with a surname and a class they are still found by other signs.
"""

_LISTED = """
aaliyah aaron abdel abdullah abel adam adem adriaan ahmed aisha alex alexander ali alicia alina
alisha amber amelia amin amina amir amira amy ana anas andrei angelo anisa anna annabel anne
annemarie annika anouk anton antoni arda aron artur arthur aryan ashley aspen ava ayaan ayden
aylin ayman ayoub ayse aziz azra bart bas basak bastiaan beau ben benjamin berat bibi bilal
björn bo bob boris bram brandon brent britt bruno burak caitlin can carlijn carmen casper cato
ceylin charlotte chayenne chloe chris christiaan claire collin cornelis daan damian dani daniel
danique daniël dave david davy dean demi denise dennis destiny devin dewi dex diego dilara
dina djayden dominik donny dylan ecrin eda eef eline elif elijah elin elisa elise elizabeth
ella ellen elsa emil emily emir emma emre enes enzo erik esila esmee esther eva evi evy ezra
faas fabian fardau fatima fatma faye febe feline femke fenna ferhat fien finn fleur floor floris
frank fred frederik freek gabriel giel gijs giovanni giulia gwen hajar hakan hala hamza hanna
hannah hanneke hans hasan haytham hein hendrik henk hidde hugo hussein ibrahim ida ilias ilse
iman imane imran ina inaya ines inge ioana isa isabel isabella isabelle isis ismail ivan ivy
jaap jack jacob jade jaden jaimy jake jamal james jan jana janna janneke jari jasmijn jason
jasper jay jayden jaylinn jaylano jelle jens jeroen jesse jessica jet jill jim jip joas job
joep joey johan johannes john jolijn jonah jonas jonathan joost jop joris jorn josephine joshua
josje julia julian julie juliette julius jurre justin kaan kai karim karin karel karlijn kasper
kayleigh kees keano kenza kerem kevin khadija khalid kian kiki kim koen kyan lara lars laura
lauren laurens leah leila lena lenn lennart lenny leo leon leonie levi levin lexie lieke lien
liese lilly lily lina linde lisa lisanne liv livia liyana liz loek logan lois lola lotte loubna
louise luan luca lucas lucy luka luke luna lyam lynn maarten maaike maartje madelief maël
maja malak malik manar manon marco maria mariam marijn marit mark marloes martijn marwa
mateo mats matthijs maud maurits max maxim maximilian mehmet melissa meryem merel mia mick
michael micha mike mila milan milou mina mira mirte miriam moad mohamed mohammed moos
morris muhammad mustafa myrthe nadia naomi natalia nathan nick niels nienke nikki nils nina
noa noah noé noor nora noud nour noura nova nuh nynke oceane oliver olivia omar omer oscar
osman otis otto owen patrick patryk paul peter philip pien pieter pim pippa pleun puck
quinn quinten quinty rachel rafael ramon rania rayan rebecca remi rens renske rick rik robin
roel romée romy rosa rosalie roxanne ruben ryan saar sabrina safae safa sahil salma sam samantha
samir samira samuel samuël sander sanne sara sarah sebastiaan seb sem selin selma semih senna
serena seppe shane shanaya shivani siem sienna silke simon sina sjoerd sofia sofie sophia sophie
soraya stan stefan stella sterre steven stijn suus suze svenna sven tara teun tess tessa thijmen
thijs thom thomas tibbe tijmen tijn tijs tim timo tobias tom tristan tuana tyler umut valerie
vera victor vigo viktor vince vincent wassim wessel willem wouter xavi yara yasin yasmin yasmina
yassin yassine ymke younes yousra youssef yunus yusuf yvette zahra zakaria zayd zayn zeynep zoë
zoey zuzanna
"""
FIRST_NAMES = frozenset(_LISTED.split())
