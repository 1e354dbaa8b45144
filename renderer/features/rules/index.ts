export { blankRule, ruleAbout } from "./new-rule";
export { RuleDialog } from "./rule-dialog";
export { RuledNote } from "./ruled-note";
export { RulesCard } from "./rules-card";
