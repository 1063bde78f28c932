import { useEffect } from 'react';

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} – 毕业去向登记与网上签约`;
  }, [title]);
}
