import { useState } from "react";
import { Checkbox, RadioGroup, SearchField, SelectField, Switch, TextField } from "../ui";
import { Shelf } from "./shelf";

const options = [
  { value: "a", label: "Alpha", description: "first" },
  { value: "b", label: "Beta", description: "second" },
] as const;

/** What asks: each field empty, filled, wrong, disabled. */
export function Fields() {
  const [text, setText] = useState("");
  const [choice, setChoice] = useState<"a" | "b">("a");
  const [on, setOn] = useState(true);
  return (
    <Shelf name="fields">
      <TextField label="field" description="help" value={text} onChange={setText} />
      <TextField label="wrong" value={text} onChange={setText} error="what is wrong" />
      <TextField label="disabled" value="x" onChange={setText} isDisabled />
      <TextField label="mono" value="8 99700 21889 6" onChange={setText} mono isReadOnly />
      <TextField label="area" value={text} onChange={setText} rows={3} />
      <SearchField label="search" value={text} onChange={setText} keys="Ctrl+K" />
      <SelectField label="select" value={choice} onChange={setChoice} options={options} />
      <RadioGroup label="radio" value={choice} onChange={setChoice} options={options} />
      <Checkbox isSelected={on} onChange={setOn}>
        checkbox
      </Checkbox>
      <Checkbox isSelected={false} isIndeterminate onChange={setOn}>
        some
      </Checkbox>
      <Switch label="switch" isSelected={on} onChange={setOn} />
      <Switch
        label="Bloquer la réponse du patient"
        description="L’échange sera clos."
        tone="patient"
        isSelected={on}
        onChange={setOn}
      />
      <Switch label="disabled" isSelected={false} onChange={setOn} isDisabled />
    </Shelf>
  );
}
