import { useState } from 'react';
import { firstQuestion, follow, isQuestion, searchTypes } from '#domain/rules/find-type.ts';
import { useDraft } from '#web/common/use-draft.ts';
import { Field } from '#web/phone/kit/Field.tsx';
import { Page } from '#web/phone/kit/Page.tsx';
import { Failed, Loading } from '#web/phone/kit/states.tsx';
import { WayCard } from './WayCard.tsx';
import { WaysNotice } from './WaysNotice.tsx';
import { useWays, type Way } from './ways-query.ts';

const place = { title: '该选哪一类', back: '/destinations' };

/** Three questions, or a search, that lead to the right type. */
export function FindWay() {
  const { data, error, refetch, isPending } = useWays();
  const [typed, setTyped] = useDraft('find-way');
  const [path, setPath] = useState<readonly number[]>([]);
  if (isPending) return <Loading {...place} />;
  if (!data) return <Failed {...place} error={error} onRetry={refetch} />;
  const types = data.groups.flatMap(group => group.types);
  const at = follow(path);
  const found = typed.trim() ? searchTypes(types, typed) : isQuestion(at) ? [] : byCode(types, at);
  const isOver = typed.trim() !== '' || !isQuestion(at);
  return (
    <Page {...place}>
      <WaysNotice ways={data} />
      <Field label="搜索" hint="例如：劳动合同、考研、当兵、自由职业" type="search" value={typed} onValue={setTyped} />
      {!typed.trim() && <Questions path={path} onPath={setPath} />}
      {isOver && (
        <section className="stack" aria-labelledby="found" aria-live="polite">
          <h2 id="found">{found.length > 0 ? `适合的类型（${found.length}）` : '没有找到适合您的类型'}</h2>
          {found.length === 0 && <p className="soft">请换一个说法，或回到上一页按类别查看。</p>}
          {found.map(way => (
            <WayCard key={way.code} way={way} closed={data.obstacle !== null} />
          ))}
        </section>
      )}
    </Page>
  );
}

/** In the order of the answer: the likeliest first. */
const byCode = (types: readonly Way[], codes: readonly string[]): Way[] =>
  codes.flatMap(code => types.find(type => type.code === code) ?? []);

interface Props {
  readonly path: readonly number[];
  readonly onPath: (path: readonly number[]) => void;
}

function Questions({ path, onPath }: Props) {
  const at = follow(path);
  const question = isQuestion(at) ? at : undefined;
  return (
    <section className="card stack" aria-labelledby="question">
      {path.map((choice, depth) => {
        const asked = follow(path.slice(0, depth));
        if (!isQuestion(asked)) return null;
        return (
          <p key={asked.ask} className="case-card-foot">
            <span className="note">
              {asked.ask} {asked.answers[choice]?.word}
            </span>
            <button type="button" className="button button-small" onClick={() => onPath(path.slice(0, depth))}>
              改
            </button>
          </p>
        );
      })}
      <h2 className="card-title" id="question">
        {question ? question.ask : '已为您找到'}
      </h2>
      {(question ?? { answers: [] }).answers.map(({ word, note }, choice) => (
        <button key={word} type="button" className="button" onClick={() => onPath([...path, choice])}>
          <span>
            {word}
            {note && <span className="note together">　{note}</span>}
          </span>
        </button>
      ))}
      {path.length === 0 && question === firstQuestion && <p className="note">回答两三个问题，即可找到要办理的类型。</p>}
    </section>
  );
}
