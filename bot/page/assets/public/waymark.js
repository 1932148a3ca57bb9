// What the page does beyond Chainlit's own. Each part stands alone: without scripts of ours the chat still answers.

import "./words.js";
import "./names.js";
import "./welcome.js";
import "./sources.js";
import "./quotes.js";
import "./conversation.js";
import "./opinion.js";
import "./handover.js";
import "./plan.js";
import "./announce.js";
