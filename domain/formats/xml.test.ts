import { describe, expect, it } from 'vitest';
import { attribute, finder, pathOf } from './element.ts';
import { parseXml } from './xml.ts';

const code = (xml: string): string => {
  try {
    parseXml(xml);
    return 'read';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('parseXml', () => {
  it('resolves namespaces, not prefixes', () => {
    const root = parseXml('<x:a xmlns:x="urn:one" xmlns="urn:two"><b at="1"/><y:c xmlns:y="urn:one" xmlns=""><d/></y:c><z:e/></x:a>');
    expect([root.namespace, ...root.children.map((child) => child.namespace), root.children[1]?.children[0]?.namespace]).toEqual(['urn:one', 'urn:two', 'urn:one', null, null]);
    expect(attribute(root.children[0], 'AT')).toBe('1');
  });

  it('tells places by index among twins', () => {
    const root = parseXml('<a><b/><b><c/></b></a>');
    const any = finder(() => true);
    expect(any.all(root, 'b/c').map(pathOf)).toEqual(['/a/b[2]/c']);
    expect(any.one(root, 'x|b/c|d')?.name).toBe('c');
  });

  it('decodes the five entities and numbers once, CDATA never, and leaves others as written', () => {
    const root = parseXml('<a b="&lt;&#65;">&amp;lt; &#x20AC; &eacute; &#0;<![CDATA[&amp;]]></a>');
    expect(root.text).toBe('&lt; € &eacute; &#0;&amp;');
    expect(root.attributes.get('b')).toBe('<A');
  });

  it.each([
    '<!DOCTYPE a><a/>',
    '<?xml version="1.0"?><!-- x --><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    '<a><!DOCTYPE b></a>',
    '<!doctype html><html/>',
    '<!-- <!DOCTYPE x> --><!ENTITY a "b"><a/>',
  ])('refuses declarations in %s', (xml) => {
    expect(code(xml)).toBe('xml_doctype_refused');
  });

  it.each(['<a><!-- <!DOCTYPE b> --></a>', '<a><![CDATA[<!DOCTYPE b>]]></a>', '<?pi <!DOCTYPE b> ?><a/>'])('reads what only looks like one in %s', (xml) => {
    expect(code(xml)).toBe('read');
  });

  it.each(['', 'text', '<a>', '<a><b></a>', '<a/><b/>', '<a', '<!-- a', '<a>\0</a>', '<a b=c/>', '<![CDATA[x'])('says damaged of %j', (xml) => {
    expect(code(xml)).toBe('xml_damaged');
  });

  it('bounds depth, count and length', () => {
    expect(code('<a>'.repeat(200) + '</a>'.repeat(200))).toBe('xml_damaged');
    expect(code(`<a>${'<b/>'.repeat(900_000)}</a>`)).toBe('reading_memory');
    expect(code(`<a>${'x.'.repeat(5_000_000)}</a>`)).toBe('reading_memory');
  });

  it.each([
    ['tags that never end', '<b'.repeat(300_000)],
    ['open quotes', '<a b="'.repeat(100_000)],
    ['open elements', '<a>'.repeat(300_000)],
    ['open CDATA', '<a><![CDATA['.repeat(200_000)],
    ['ampersands', `<a>${'&#x'.repeat(1_000_000)}</a>`],
    ['blank tags', `<a>${`<b${' '.repeat(150_000)}/>`.repeat(30)}</a>`],
  ])('takes linear time over %s', (_, xml) => {
    const start = performance.now();
    code(xml);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('leaves attachments out', () => {
    const root = parseXml(`<a><b>${'QUJD'.repeat(5_000_000)}</b><c>1</c></a>`);
    expect(root.children.map(({ text }) => text)).toEqual(['', '1']);
    expect(parseXml(`<a>${'Wort '.repeat(30_000)}</a>`).text.length).toBeGreaterThan(100);
    expect(parseXml(`<a>${'PD94bWwg'.repeat(20_000)}</a>`).text).toHaveLength(160_000);
    expect(code(`<a ${'b="1" '.repeat(50_000)}/>`)).toBe('xml_damaged');
  });

  it.each(['toString', 'hasOwnProperty', '__defineGetter__'])('reads beside an element and an attribute named %s', (name) => {
    const root = parseXml(`<a ${name}="1" b="2"><${name}>x</${name}><c/></a>`);
    expect([root.attributes.get('b'), root.children.at(-1)?.name]).toEqual(['2', 'c']);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('refuses the name %s', (name) => {
    expect(code(`<a ${name}="1"/>`)).toBe('xml_damaged');
    expect(code(`<a><${name}>x</${name}></a>`)).toBe('xml_damaged');
  });
});
