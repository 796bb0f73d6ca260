/**
 * Discord's limits, as far as they are used here. Pages are those of docs.discord.com/developers (August 2026); lengths are
 * counted in UTF-16 units here, which never undercounts.
 */
export const limits = {
  /** Components of a message, nested ones counted: components/reference, "Legacy and Components V2". */
  components: 40,
  /** Characters over all text displays of a message: discord.js guide, "Display components". Button labels are counted too here, to be safe. */
  text: 4_000,
  /** Buttons in an action row: components/reference, "Action Row". */
  rowButtons: 5,
  /** components/reference, "Button". */
  buttonLabel: 80,
  customId: 100,
  buttonUrl: 512,
  /** Alternative text of a picture: components/reference, "Media Gallery". */
  imageDescription: 1_024,
  /** Addresses of pictures and of links in text. Not documented; chosen to leave the text room. */
  url: 2_048,
  /** resources/message, "Create Message". */
  nonce: 25,
  /** Messages read at once: resources/message, "Get Channel Messages". */
  messagesPage: 100,
  /** interactions/application-commands, "Application Command Object". */
  commandDescription: 100,
  commandOptions: 25,
  optionChoices: 25,
  choiceName: 100,
  optionLength: 6_000,
  /** interactions/receiving-and-responding, "Modal". */
  modalTitle: 45,
  modalFields: 5,
  /** components/reference, "Label", "Text Input" and "String Select". */
  labelText: 45,
  labelDescription: 100,
  inputLength: 4_000,
  inputPlaceholder: 100,
  selectOptions: 25,
} as const;
