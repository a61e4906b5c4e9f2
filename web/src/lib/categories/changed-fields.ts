import type { CategoryFields } from '@tallybook/shared/personal/category-commands';
import type { BookedCategory } from '@tallybook/shared/personal/own-categories';

export type Changeable = Pick<CategoryFields, 'name' | 'icon' | 'hue'>;

/**
 * Only what a form changed about the category as it was opened, so that the rest stays as another tab may have made it
 * meanwhile. A default category whose name in `fields` is its standard one goes by that again, as ''.
 */
export function changedFields(
  opened: Pick<BookedCategory, 'name' | 'icon' | 'hue'>,
  fields: Changeable,
  standardName: string | undefined,
): Partial<Changeable> {
  const name = fields.name === standardName ? '' : fields.name;
  return {
    ...((opened.name ?? '') === name ? {} : { name }),
    ...(opened.icon === fields.icon ? {} : { icon: fields.icon }),
    ...(opened.hue === fields.hue ? {} : { hue: fields.hue }),
  };
}
