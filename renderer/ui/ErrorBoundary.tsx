import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import styles from './ErrorBoundary.module.css';

type Props = {
  title: string;
  text: string;
  againLabel: string;
  children: ReactNode;
  /** Told once; logging is the caller's. */ onError?: (error: unknown, where: string) => void;
};
type State = { failed: boolean };

/** Keeps a broken panel from taking the seat with it: says so in its place and offers to draw it again. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    this.props.onError?.(error, info.componentStack ?? '');
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div className={styles.failed} role="alert">
        <strong>{this.props.title}</strong>
        <p>{this.props.text}</p>
        <Button onClick={() => this.setState({ failed: false })}>{this.props.againLabel}</Button>
      </div>
    );
  }
}
