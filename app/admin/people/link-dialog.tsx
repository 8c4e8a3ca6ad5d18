'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '../../_ui/button';
import { Field } from '../../_ui/inputs/field';
import { TextInput } from '../../_ui/inputs/text-input';
import { Time } from '../../_ui/labels/time';
import { Dialog } from '../../_ui/overlays/dialog';
import type { CreatedLink } from '../_api/send';

/** A new link, which is shown only once. */
export function LinkDialog({
  title,
  link,
  onClose,
}: {
  title: string;
  link: CreatedLink;
  onClose: () => void;
}) {
  const t = useTranslations('admin.link');
  const input = useRef<HTMLInputElement>(null);
  const [message, setMessage] = useState('');

  async function copy(): Promise<void> {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(link.url);
      setMessage(t('copied'));
    } catch {
      // Permission denied, or no clipboard: pages without TLS have none.
      setMessage(t('notCopied'));
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      description={t('once', { email: link.email ?? '' })}
      actions={
        <Button variant="primary" onClick={onClose}>
          {t('done')}
        </Button>
      }
    >
      <div className="flex flex-col gap-2">
        <Field label={t('label')}>
          <div className="flex gap-2">
            <TextInput
              ref={input}
              readOnly
              value={link.url}
              onChange={() => {}}
              onFocus={(event) => event.currentTarget.select()}
              className="min-w-0 font-mono text-small"
            />
            <Button onClick={() => void copy()}>{t('copy')}</Button>
          </div>
        </Field>
        <p className="text-small text-ink-2">
          {t('until')} <Time moment={link.expiresAt} isFocusable />
        </p>
        <p role="status" className="min-h-5 font-medium">
          {message}
        </p>
      </div>
    </Dialog>
  );
}
