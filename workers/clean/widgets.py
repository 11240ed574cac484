"""The page's own furniture: buttons, share bars, newsletter boxes, labels of related stories, placeholder texts."""

from __future__ import annotations

import re

LONGEST = 300
"""Code points of the longest line that is tried as a widget."""
LABELS = frozenset(
    """
tt|a a|a+ a-|aa|a+|a-|font size|text size|share|share this|share this article|share this story|share article|share on
share on facebook|share on twitter|share on x|share on whatsapp|share on linkedin|share on telegram|share via email
share full article|share options|share link|share by email|gift article|gift this article|tweet|facebook|twitter
whatsapp|telegram|linkedin|email|e-mail|email this|reddit|pinterest|pocket|flipboard|instagram|youtube|tiktok|threads
bluesky|messenger|viber|copy|copy link|link copied|copied|copied to clipboard|copy url|print|print this|print article|save|save article
save for later|saved|bookmark|add bookmark|comment|comments|0 comments|no comments|view comments|add a comment
leave a comment|show comments|hide comments|join the conversation|start the conversation|post a comment|like|follow
follow us|following|follow us on google news|add us on google|listen|listen now|listen to this article
listen to article|listen to this story|play|play video|watch|watch live|watch now|watch video|live tv|pause|mute|unmute
read more|read more about|read more on this story|read next|read also|also read|see also|see more|show more|load more|view more
more|view all|see all|show all|continue reading|keep reading|read full story|read full article|click here|learn more
click to expand image|expand image|enlarge image|open image in gallery|view gallery|view image in fullscreen|fullscreen
hide caption|toggle caption|show caption|image|photo|video|audio|gallery|photos|icon|logo|avatar|thumbnail
article thumbnail image|article image|thumbnail image|featured image|placeholder|image placeholder|placeholder image
loading|loading...|please wait|advertisement|advertisements|advertising|ad|ads|sponsored|sponsored content|promoted
promoted content|paid content|story continues below advertisement|article continues below advertisement
article continues after ad|article continues below|advertisement - scroll to continue|scroll to continue|skip ad
skip advertisement|remove ads|report this ad|ad feedback|subscribe|subscribe now|subscribe today|sign up|sign up now|sign in|log in|login|log out
register|my account|newsletter|newsletters|sign up for our newsletter|sign up for newsletters|get the newsletter|your email|your email address|email address
enter your email|submit|close|cancel|ok|accept|accept all|accept cookies|reject all|manage cookies|cookie settings
cookie policy|privacy policy|terms of use|terms of service|terms and conditions|terms & conditions|contact us|about us
advertise with us|all rights reserved|menu|search|skip to content|skip to main content|skip to navigation|jump to content|back to top
go back|back|next|previous|prev|next article|previous article|next story|previous story|home page|open menu|close menu|toggle menu|donate|donate now
support us|become a member|related|related articles|related stories|related news|related content|related topics
related tags|related posts|related coverage|related links|related reading|more on this story|more on this topic|more from this section|more stories|more news|more like this
you may also like|you might also like|recommended|recommended stories|recommended for you|recommended articles
recommended reading|most read|most popular|most viewed|trending|trending now|popular|popular now|popular stories
latest news|latest stories|top stories|editor's picks|editors' picks|editors picks|don't miss|topics|tags|keywords
in this story|what to read next|up next|report an error|report a typo|suggest a correction|corrections|our standards
download app|download our app|get the app|available on google play|download on the app store|this is a modal window
compartir|compartir en facebook|leer más|leer también|lea también|te puede interesar|publicidad|suscríbete|suscríbase
iniciar sesión|relacionadas|noticias relacionadas|guardar|imprimir|escuchar|copiar enlace|boletín
partager|lire aussi|à lire aussi|lire la suite|publicité|s'abonner|abonnez-vous|se connecter|imprimer|écouter|à lire
teilen|weiterlesen|mehr zum thema|lesen sie auch|anzeige|werbung|drucken|anmelden|abonnieren|newsletter abonnieren|merken
compartilhar|leia mais|leia também|publicidade|assine|salvar|condividi|leggi anche|leggi di più|pubblicità|abbonati
distribuie|citește și|citeşte şi|publicitate|abonează-te|paylaş|devamını oku|ilgili haberler|reklam|udostępnij|czytaj więcej|czytaj także|czytaj też|delen|lees ook|lees meer|dela|läs mer|läs också
поделиться|читать далее|читайте также|читать также|реклама|подписаться|подписывайтесь|смотрите также|по теме|комментарии|скопировать ссылку|поділитися|читайте також
شارك|مشاركة|اقرأ المزيد|اقرأ أيضا|اقرأ أيضاً|إعلان|اشترك|المزيد|طباعة|分享|阅读更多|广告|相关新闻|訂閱|シェア|続きを読む|広告|공유|광고
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
RELATED = frozenset(
    """related|related articles|related stories|related news|related content|related posts|related coverage|related links|related reading
more on this story|more on this topic|more from this section|more stories|more news|more like this|you may also like|you might also like
recommended|recommended stories|recommended for you|recommended articles|recommended reading|most read|most popular|most viewed
trending|trending now|popular|popular now|popular stories|latest news|latest stories|top stories|editor's picks|editors' picks|editors picks
read next|what to read next|up next|noticias relacionadas|relacionadas|ilgili haberler|читайте также|по теме|相关新闻""".replace(
        "\n", "|"
    ).split("|")
)
"""Labels above lists of other articles."""
OPENINGS = re.compile(
    r"""
    (?:
      (?:read|see|watch|listen)(?:[ ](?:also|more|next|now|live))\s*(?:[:|→>-]|about\b)
    | (?:also[ ]read|read|related(?:[ ](?:article|articles|story|stories|news|video))?|more[ ]on[ ]this|don[’']t[ ]miss|recommended|must[ ]read)\s*[:→>»]
    | (?:lire[ ]aussi|à[ ]lire|leer[ ]también|lea[ ]también|leia[ ]também|leggi[ ]anche|lesen[ ]sie[ ]auch|lees[ ]ook|citește[ ]și|czytaj[ ]także|читайте[ ]также|читайте[ ]також|اقرأ[ ]أيضا[ًا]?)\s*[:→>»]
    | share[ ]on[ ](?:facebook|twitter|x|whatsapp|telegram|linkedin|reddit|email)\b
    | (?:click|tap)[ ]here[ ]to[ ](?:read|watch|subscribe|sign|share|join|download|follow|get|listen|see|view)\b
    | (?:view|see)[ ]this[ ]post[ ]on[ ](?:instagram|x|facebook|threads)
    | this[ ](?:content|video|embed)[ ](?:is[ ]hosted|is[ ]provided|contains|could[ ]not|is[ ]not[ ]available)
    | to[ ]view[ ]this[ ](?:content|video|media)
    | you[ ]need[ ]to[ ]enable[ ]javascript|please[ ]enable[ ](?:javascript|cookies)|your[ ]browser[ ]does[ ]not[ ]support
    | video[ ]player[ ]is[ ]loading|loading[ ](?:comments|video|related)
    | (?:we|this[ ](?:site|website))[ ]uses?[ ]cookies
    | (?:©|\(c\)|copyright)\s*(?:©\s*)?\d{4}\b.{0,80}(?:all[ ]rights[ ]reserved|ltd|inc|llc)?
    | all[ ]rights[ ]reserved
    | (?:published|updated)[ ]by[ ]\w+[ ]newsletter
    | (?:\d{1,3}|an?|one)[ ](?:-[ ])?min(?:ute)?s?[ ](?:read|listen|watch)\b
    | reading[ ]time\b.{0,20}
    | \d{1,6}[ ](?:comments?|shares?|views?|likes?|retweets?|replies)$
    )""",
    re.VERBOSE | re.IGNORECASE,
)
APPEAL = re.compile(
    r"(?:sign[ ]?up|subscribe|join|get|receive|enter|stay|follow|download|support|donate|become|by[ ](?:signing|clicking|subscribing|entering|"
    r"submitting|providing)|don[’']t[ ]miss|never[ ]miss|want[ ]more|like[ ]what|thank[ ]you[ ]for|please|add|keep[ ]up|our|the[ ]best[ ]of|"
    r"a[ ](?:daily|weekly)|invalid|you[ ](?:can|will|may|have|are)|sorry|check[ ]your|enjoy|make|this[ ]site[ ]is[ ]protected)\b",
    re.IGNORECASE,
)
"""How a box begins that speaks to its reader."""
READER = re.compile(
    r"newsletter|your[ ](?:inbox|e-?mail|subscription|preferences)|\binbox\b|push[ ]notifications?|you[ ]agree|you[ ]are[ ]agreeing|privacy[ ]policy|terms[ ]of[ ](?:use|service)|"
    r"unsubscribe|our[ ](?:app|channels?|telegram|whatsapp|youtube|podcast|website|site|journalism|reporting|work|readers)\b|recaptcha|free[ ]trial|"
    r"email[ ](?:address|alerts?)|(?:on|via)[ ](?:whatsapp|telegram|google[ ]news|x|twitter|facebook|instagram|youtube)[.!]?$",
    re.IGNORECASE,
)
"""What such a box speaks about."""
EDGES = " \t:.!…>»›→←▶►▼▲+|•·-–—[](){}*#"
MENU = frozenset(
    """home|news|world|politics|business|economy|sport|sports|opinion|opinions|culture|lifestyle|tech|technology|science|health|entertainment
video|videos|podcasts|podcast|travel|weather|magazine|arts|climate|environment|middle east|europe|africa|asia|americas|us|u.s.|uk|international
national|local|analysis|features|interviews|multimedia|gallery|photos|live|latest|obituaries|letters|education|markets|money|style|games|more
inicio|noticias|mundo|política|economía|deportes|opinión|cultura|accueil|monde|politique|économie|sport|culture|startseite|politik|wirtschaft
kultur|panorama|home page|esteri|cronaca|economia|esportes|главная|новости|политика|экономика|мир|общество|спорт|культура|الرئيسية|أخبار|سياسة
اقتصاد|رياضة|ثقافة|العالم|首页|新闻|国际|经济|体育""".replace("\n", "|").split("|")
)
PLACEHOLDER = re.compile(r"thumbnail|\b(?:image|photo|picture|placeholder|logo|icon|avatar|banner)\b", re.IGNORECASE)


def is_widget(text: str) -> bool:
    """Whether a line is the page's furniture, whatever stands around it."""
    if len(text) > LONGEST:
        return False
    if len(text) <= 60 and label(text) in LABELS:
        return True
    if OPENINGS.match(text):
        return len(text) <= 200
    return APPEAL.match(text) is not None and READER.search(text) is not None


def label(text: str) -> str:
    """The words of a short line in small letters, without arrows and the like around them."""
    return " ".join(text.casefold().replace("’", "'").strip(EDGES).split())


def is_menu_entry(text: str) -> bool:
    """Whether a line names a section that sites have in their menus."""
    return label(text) in MENU


def is_placeholder(text: str) -> bool:
    """Whether a line may be the alternative text of any picture whatever."""
    return len(text) <= 60 and PLACEHOLDER.search(text) is not None
