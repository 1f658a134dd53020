import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { Job } from 'kubernetes-models/batch/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { Namespace, Service, ServiceAccount } from 'kubernetes-models/v1';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { taskQueues } from '../workflows/messages.ts';

interface Container { image: string; command: string[]; resources?: { requests?: object; limits?: { memory?: string } }; securityContext?: object; livenessProbe?: object; readinessProbe?: object; startupProbe?: object }
interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  spec: { template: { metadata: { labels: Record<string, string> }; spec: { securityContext?: object; terminationGracePeriodSeconds?: number; containers: Container[] } }; selector?: { matchLabels: Record<string, string> }; scaleTargetRef?: { name: string }; triggers?: { metadata: Record<string, string> }[] };
}

const models = { Deployment, HorizontalPodAutoscaler, Job, Namespace, NetworkPolicy, PodDisruptionBudget, ScaledObject, Service, ServiceAccount } as unknown as Record<string, new (data: unknown) => { validate(): void }>;
const root = join(import.meta.dirname, '..');
const base = join(root, 'deploy/kubernetes/base');
const example = join(root, 'deploy/kubernetes/example');
const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');
const resourcesOf = (folder: string) => (parse(read(folder, 'kustomization.yaml')) as { resources: string[] }).resources.filter((name) => name.endsWith('.yaml'));
const manifests = [base, example].flatMap((folder) => resourcesOf(folder).flatMap((name) => parseAllDocuments(read(folder, name)).map((document) => document.toJS() as Manifest)));
const named = manifests.map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, manifest] as const);
const deployments = named.filter(([, { kind }]) => kind === 'Deployment');
const running = named.filter(([, { kind }]) => kind === 'Deployment' || kind === 'Job');
const ofKind = (kind: string) => manifests.filter((manifest) => manifest.kind === kind);

describe('deploy/kubernetes', () => {
  it('the kustomization names every file', () => {
    expect(resourcesOf(base).toSorted()).toEqual(readdirSync(base).filter((name) => name !== 'kustomization.yaml').toSorted());
  });

  it.each(named)('%s is valid against its schema', (_name, manifest) => {
    const Model = models[manifest.kind];
    if (!Model) throw new Error(`no schema for ${manifest.kind}`);
    expect(() => new Model(manifest).validate()).not.toThrow();
  });

  it('a manifest that is not valid is found out', () => {
    const [, deployment] = deployments[0] ?? [];
    const broken = { ...deployment, spec: { ...deployment?.spec, selector: undefined } };
    expect(() => new Deployment(broken as never).validate()).toThrow(/selector/);
  });

  it.each(running)('%s runs without root, within limits, an entry that there is', (_name, { spec: { template: { spec } } }) => {
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    for (const { image, command, resources, securityContext } of spec.containers) {
      expect(image).toBe('comprobante');
      expect(existsSync(join(root, command[1] ?? '')), command[1]).toBe(true);
      expect(securityContext).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
      expect(resources).toMatchObject({ requests: { cpu: expect.any(String), memory: expect.any(String) }, limits: { memory: expect.any(String) } });
    }
  });

  it.each(deployments)('%s tells its health, drains, is spread, and has a budget and a scaler', (_name, { metadata: { name }, spec: { template, selector } }) => {
    const [container] = template.spec.containers;
    expect(container?.livenessProbe).toBeDefined();
    expect(container?.startupProbe).toBeDefined();
    expect(template.spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(45);
    expect(template.metadata.labels).toMatchObject(selector?.matchLabels ?? {});
    const budget = ofKind('PodDisruptionBudget').find((one) => one.metadata.name === name);
    expect(budget?.spec.selector?.matchLabels).toEqual(selector?.matchLabels);
    const scalers = [...ofKind('ScaledObject'), ...ofKind('HorizontalPodAutoscaler')].filter(({ spec }) => spec.scaleTargetRef?.name === name);
    expect(scalers).toHaveLength(1);
  });

  it('there are workers of every role, each scaled by the backlog of its own queue', () => {
    const roles = deployments.flatMap(([, { spec }]) => spec.template.spec.containers.filter(({ command }) => command[1] === 'temporal/worker.ts').map(({ command }) => command[3]));
    expect(roles.toSorted()).toEqual(Object.keys(taskQueues).toSorted());
    for (const { metadata, spec } of ofKind('ScaledObject')) expect(metadata.name).toBe(`comprobante-worker-${spec.triggers?.[0]?.metadata['taskQueue']}`);
  });

  it('the example sets what .env.example names', () => {
    const names = [...readFileSync(join(root, '.env.example'), 'utf8').matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name ?? '');
    const set = read(example, 'settings.env').split('\n').flatMap((line) => line.split('=')[0] || []);
    expect(set.filter((name) => !names.includes(name))).toEqual([]);
  });
});
