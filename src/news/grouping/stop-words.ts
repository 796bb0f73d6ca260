/** Words so common in a language that they tell no event from another, by its ISO 639-1 code. */
export const stopWords: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries({
    en: `a an the and or but if of at by for with about against between into through during before after above below to from
      up down in out on off over under again then once here there when where why how all any both each few more most other
      some such no nor not only own same so than too very can will just should now is are was were be been being have has had
      having do does did i me my we us our you your he him his she her it its they them their what which who whom this that
      these those as until while says say said new could would may might must also amid vs via per s t ll re ve d m`,
    uk: `і й та а але або чи що як у в на з із зі до для від за про по при над під між через після перед без не ні це цей ця
      ці той та те він вона воно вони його її їх їхній ми ви я який яка яке які коли де чому хто був була було були є бути
      буде також ще вже уже лише тільки щоб якщо через проти`,
    ru: `и а но или что как в во на с со к ко у из от до для за по о об обо при над под между через после перед без не ни это
      этот эта эти тот та те он она оно они его ее её их мы вы я который которая которое которые когда где почему кто был
      была было были есть быть будет также еще ещё уже лишь только чтобы если из-за против`,
    de: `der die das den dem des ein eine einen einem einer eines und oder aber wenn als wie wo was wer warum in im an am auf
      aus bei beim mit nach von vom vor zu zum zur über unter um für gegen durch ohne bis seit nicht kein keine ist sind war
      waren wird werden wurde wurden hat haben hatte sein seine sich er sie es wir ihr ich man auch noch schon nur mehr so
      dass ob neue neuer neues nun`,
    fr: `le la les l un une des de du d et ou mais si à au aux en dans par pour sur sous avec sans contre vers chez entre depuis
      ne pas plus que qui quoi dont où quand comment pourquoi ce cet cette ces son sa ses leur leurs il elle ils elles on nous
      vous je se s n c j est sont été être a ont avait après avant aussi encore déjà très tout tous`,
    pl: `i a o w we z ze na do od dla po pod nad przed przez przy za bez u oraz ale lub czy że jak co kto gdzie kiedy dlaczego
      nie to ten ta te ci jest są był była było były być będzie ma mają się on ona ono oni jego jej ich my wy ja który która
      które już jeszcze tylko także też po`,
    es: `el la los las un una unos unas de del y o u pero si a al en con por para sin sobre contra entre desde hasta no más que
      quien cual cuando donde como su sus se le les lo es son fue era ser ha han tras ante ya también muy`,
    pt: `o a os as um uma uns umas de do da dos das e ou mas se em no na nos nas com por para sem sobre contra entre até não
      mais que quem quando onde como seu sua seus suas é são foi era ser há após ante já também muito ao aos à às`,
    it: `il lo la i gli le un uno una di del dello della dei degli delle e o ma se a al alla in nel nella con da dal dalla per su
      sul sulla tra fra contro non più che chi quando dove come suo sua suoi sue è sono era essere ha hanno dopo già anche`,
  }).map(([language, words]) => [language, new Set(words.split(/\s+/))]),
);
