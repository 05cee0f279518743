import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { cx } from './class-names.ts';
import styles from './Field.module.css';

type FieldProps = {
  label: string;
  /** Under the control, in small: what is expected. */
  hint?: string | undefined;
  /** What is wrong and what to do; replaces the hint. */
  error?: string | null | undefined;
  wide?: boolean;
};

type ControlIds = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };

/** A label, a control and what is said about it. The control takes the ids, so that they belong together. */
export function Field({
  label,
  hint,
  error,
  wide = false,
  children,
}: FieldProps & { children: (ids: ControlIds) => ReactNode }) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={cx(styles.field, wide && styles.wide)}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': note ? `${id}-note` : undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {note && (
        <p
          id={`${id}-note`}
          className={error ? styles.error : styles.hint}
          role={error ? 'alert' : undefined}
        >
          {note}
        </p>
      )}
    </div>
  );
}

type InputProps = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'id' | 'onChange'> & {
    onChange: (value: string) => void;
  };

export function TextField({ label, hint, error, wide = false, onChange, ...rest }: InputProps) {
  return (
    <Field label={label} hint={hint} error={error} wide={wide}>
      {(ids) => (
        <input
          {...rest}
          {...ids}
          className={styles.control}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

type AreaProps = FieldProps &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'id' | 'onChange'> & {
    onChange: (value: string) => void;
  };

export function TextArea({ label, hint, error, wide = false, onChange, rows = 3, ...rest }: AreaProps) {
  return (
    <Field label={label} hint={hint} error={error} wide={wide}>
      {(ids) => (
        <textarea
          {...rest}
          {...ids}
          rows={rows}
          className={cx(styles.control, styles.area)}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

export type Option<V extends string = string> = { value: V; label: string; disabled?: boolean };
type SelectProps<V extends string> = FieldProps &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className' | 'id' | 'onChange' | 'value'> & {
    value: V;
    options: readonly Option<V>[];
    onChange: (value: V) => void;
  };

export function Select<V extends string>({
  label,
  hint,
  error,
  wide = false,
  options,
  onChange,
  ...rest
}: SelectProps<V>) {
  return (
    <Field label={label} hint={hint} error={error} wide={wide}>
      {(ids) => (
        <select
          {...rest}
          {...ids}
          className={styles.control}
          onChange={(event) => onChange(event.target.value as V)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type CheckProps = {
  label: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
};

export function Checkbox({ label, checked, disabled = false, onChange }: CheckProps) {
  return (
    <label className={styles.check}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

/** A search box: its label is read out and stands inside. */
export function FilterBox({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <input
      type="search"
      className={cx(styles.control, styles.filter)}
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
