type Props = { title: string; what?: string };

/** An empty page that says what will be here. */
export function Nothing({ title, what }: Props) {
  return (
    <div className="nothing" role="status">
      <strong>{title}</strong>
      {what !== undefined && <p>{what}</p>}
    </div>
  );
}
