'use client';

import { Component, type ComponentType, type ReactNode, Suspense, use } from 'react';
import { LoadFailure } from './load-failure';

type Loader<P> = () => Promise<{ default: ComponentType<P> }>;

/** Whose browser loads the code while the network is idle; `onOpen`: it is loaded only when it is shown. */
type Audience = 'everybody' | 'writers' | 'onOpen';

export type LazyComponent<P> = ComponentType<P> & {
  /** Loads the code; rejects on failure, and may be called again. */
  load: () => Promise<void>;
};

type Registered = { load: () => Promise<void>; audience: Audience };

const registered = new Set<Registered>();

/** Has code loaded while the network is idle. */
export function preloadLater(load: () => Promise<void>): void {
  registered.add({ load, audience: 'everybody' });
}

/** The lazy components of the pages loaded so far, and other code that is loaded later. */
export function lazyComponentsFor(mayWrite: boolean): readonly Registered[] {
  return [...registered].filter(
    ({ audience }) => audience === 'everybody' || (mayWrite && audience === 'writers'),
  );
}

/**
 * A component whose code is loaded while the network is idle, or when it is first shown. A failure is contained: it
 * shows a message in its place and loads again on request or when the server is reachable. (React's `lazy` keeps its
 * first failure for as long as the page is open.)
 */
export function createLazyComponent<P extends object>(
  read: Loader<P>,
  audience: Audience = 'everybody',
): LazyComponent<P> {
  let loaded: ComponentType<P> | null = null;
  let loading: Promise<ComponentType<P>> | null = null;
  let hasFailed = false;

  function startLoading(): Promise<ComponentType<P>> {
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
  function reset(): void {
    if (hasFailed) loading = null;
    hasFailed = false;
  }
  async function load(): Promise<void> {
    try {
      await startLoading();
    } finally {
      reset();
    }
  }
  registered.add({ load, audience });

  function Content(props: P) {
    const Loaded = loaded ?? use(startLoading());
    return <Loaded {...props} />;
  }
  function WithBoundary(props: P) {
    return (
      <Boundary onRetry={reset} onClose={closerOf(props)}>
        <Suspense>
          <Content {...props} />
        </Suspense>
      </Boundary>
    );
  }
  return Object.assign(WithBoundary, { load });
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
    return <LoadFailure onRetry={retry} onClose={onClose} />;
  }
}
