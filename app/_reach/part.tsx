'use client';

import { Component, type ComponentType, type ReactNode, Suspense, use } from 'react';
import { FailedPart } from './failed-part';

type Loader<P> = () => Promise<{ default: ComponentType<P> }>;

type Ahead = 'everybody' | 'writers';

export type Part<P> = ComponentType<P> & {
  /** Loads the code; rejects on failure, and may be called again. */
  load: () => Promise<void>;
};

type Listed = { load: () => Promise<void>; ahead: Ahead };

const listed = new Set<Listed>();

/** The lazy components of the pages loaded so far. */
export function partsFor(mayWrite: boolean): readonly Listed[] {
  return [...listed].filter(({ ahead }) => mayWrite || ahead === 'everybody');
}

/**
 * A component whose code is loaded while the network is idle, or when it is first shown. A failure is contained: it
 * shows a message in its place and loads again on request or when the server is reachable. (React's `lazy` keeps its
 * first failure for as long as the page is open.)
 */
export function createPart<P extends object>(read: Loader<P>, ahead: Ahead = 'everybody'): Part<P> {
  let loaded: ComponentType<P> | null = null;
  let loading: Promise<ComponentType<P>> | null = null;
  let hasFailed = false;

  function begin(): Promise<ComponentType<P>> {
    loading ??= read().then(
      (module) => {
        loaded = module.default;
        return module.default;
      },
      (error: unknown) => {
        hasFailed = true;
        throw error;
      },
    );
    return loading;
  }
  function forget(): void {
    if (hasFailed) loading = null;
    hasFailed = false;
  }
  async function load(): Promise<void> {
    try {
      await begin();
    } finally {
      forget();
    }
  }
  listed.add({ load, ahead });

  function Content(props: P) {
    const Loaded = loaded ?? use(begin());
    return <Loaded {...props} />;
  }
  function Contained(props: P) {
    return (
      <Boundary onRetry={forget} onClose={closerOf(props)}>
        <Suspense>
          <Content {...props} />
        </Suspense>
      </Boundary>
    );
  }
  return Object.assign(Contained, { load });
}

function closerOf(props: object): (() => void) | null {
  if (!('onClose' in props) || typeof props.onClose !== 'function') return null;
  const { onClose } = props;
  return () => void onClose();
}

type BoundaryProps = { onRetry: () => void; onClose: (() => void) | null; children: ReactNode };

/** React requires a class for an error boundary. */
class Boundary extends Component<BoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    const { onRetry, onClose, children } = this.props;
    if (!this.state.hasFailed) return children;
    const retry = () => {
      onRetry();
      this.setState({ hasFailed: false });
    };
    return <FailedPart onRetry={retry} onClose={onClose} />;
  }
}
