'use client';

import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { type Notice, takeNotice } from '../../_ui/overlays/notices';

const manager = Toast.createToastManager();
const shownMillis = 6000;

export default function ToastRegion({ waiting }: { waiting: readonly Notice[] }) {
  const t = useTranslations('shell');
  useEffect(() => {
    for (const { id } of waiting) {
      const taken = takeNotice(id);
      if (!taken) continue;
      const { text, isError, action, millis } = taken;
      const press = () => {
        manager.close(shown);
        action?.onPress();
      };
      const shown = manager.add({
        title: text,
        timeout: millis ?? (isError || action ? 0 : shownMillis),
        priority: isError ? 'high' : 'low',
        type: isError ? 'error' : undefined,
        actionProps: action ? { children: action.label, onClick: press } : undefined,
      });
    }
  }, [waiting]);

  return (
    <Toast.Provider toastManager={manager}>
      <Toast.Portal>
        <Toast.Viewport
          aria-label={t('notifications')}
          className="fixed end-4 bottom-4 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2"
        >
          <Notices />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Notices() {
  const t = useTranslations('common');
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="rounded-card border border-edge bg-sheet text-ink shadow-lg shadow-shade data-[type=error]:border-s-4 data-[type=error]:border-s-amber"
    >
      <Toast.Content className="flex items-center gap-3 py-2 ps-4 pe-2">
        <Toast.Title className="min-w-0 grow font-medium" />
        <Toast.Action className="min-h-8 shrink-0 cursor-pointer rounded-control px-2 font-medium underline underline-offset-2 hover:bg-raise" />
        <Toast.Close
          aria-label={t('close')}
          className="inline-flex size-8 shrink-0 cursor-pointer items-center justify-center rounded-control text-ink-2 hover:bg-raise hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
