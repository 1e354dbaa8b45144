export { TemplateMenu } from "./template-menu";
export { TemplatesPage } from "./templates-page";
