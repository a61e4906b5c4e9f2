import { unclaimMember, type Claim } from '@tallybook/shared/class-doc/commands/members';
import { useClasses } from '$lib/class-book/context.ts';
import { forOneAction } from '$lib/live-class/for-one-action.ts';
import type { ClassWrite, LiveClass } from '$lib/live-class/live-class.svelte.ts';
import { useLocale } from '$lib/locale/context.ts';
import { useToasts } from '$lib/ui/toasts.svelte.ts';
import { claimAsMe } from './claim-as-me.ts';
import { useClassClaimsMessages } from './messages.ts';

/** Saying who one is, and taking back what was said of anybody; called while a component is made. */
export function useClaims() {
  const classes = useClasses();
  const { messages: m } = useLocale();
  const texts = useClassClaimsMessages();
  const toasts = useToasts();

  /** Null once it is done; otherwise what is in the way, as a sentence. */
  async function claim(live: LiveClass, memberId: string, name: string): Promise<string | null> {
    const { classId, myId } = live;
    const written = await live.run((ledger, context) => claimAsMe(ledger, memberId, context));
    if (written.kind === 'refused') {
      const { name: by } = live.member(memberId);
      return written.refusal.reason === 'not-yours'
        ? texts.taken(name, by ?? texts.unknown)
        : texts.gone(name);
    }
    if (written.kind !== 'saved') return faultOf(written);
    const { entityId, rows } = written.command;
    if (rows.length === 0) toasts.show(texts.alreadyMe(name));
    else
      toasts.show(texts.done(name), {
        label: texts.undo,
        run: () => void undoLater(classId, { memberId: entityId, asId: myId }, name),
      });
    return null;
  }

  /** Takes back what stands on the record of a member without an account. */
  async function takeBack(live: LiveClass, claim: Claim, name: string): Promise<void> {
    const written = await live.run((ledger, context) => unclaimMember(ledger, claim, context));
    toasts.show(faultOfUndo(written) ?? texts.takenBack(name));
  }

  /** The screen may have left the class by then. */
  async function undoLater(classId: string, claim: Claim, name: string): Promise<void> {
    const written = await forOneAction(
      async () => (await classes.engine()).openLive(classId),
      (live) => live.run((ledger, context) => unclaimMember(ledger, claim, context)),
    );
    const fault = written ? faultOfUndo(written) : texts.notDone;
    toasts.show(fault ?? texts.takenBack(name));
  }

  /** Nothing is written where somebody has said something else meanwhile. */
  function faultOfUndo(written: ClassWrite): string | null {
    const isNothing = written.kind === 'saved' && written.command.rows.length === 0;
    return isNothing ? texts.notDone : faultOf(written);
  }

  function faultOf(written: ClassWrite): string | null {
    switch (written.kind) {
      case 'saved':
        return null;
      case 'not-saved': {
        const { short, advice } = m.storage[written.refusal.reason];
        return texts.notSaved(short, advice);
      }
      case 'read-only':
        return texts.screen.readOnly;
      case 'refused':
        return texts.notDone;
      default:
        return written satisfies never;
    }
  }

  return { claim, takeBack };
}
