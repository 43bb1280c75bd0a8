{{- define "tributary.labels" -}}
app.kubernetes.io/name: tributary-{{ .role }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "tributary.metadata" -}}
name: tributary-{{ .role }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "tributary.labels" . | nindent 2 }}
  app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
  app.kubernetes.io/managed-by: {{ .root.Release.Service }}
  helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{- /* The workload of a role: root, role, port, values (of the role), config (the text of its file). */ -}}
{{- define "tributary.statefulset" -}}
apiVersion: apps/v1
kind: StatefulSet
metadata:
  {{- include "tributary.metadata" . | nindent 2 }}
spec:
  serviceName: tributary-{{ .role }}
  # What is on disk belongs to one process
  replicas: 1
  selector:
    matchLabels:
      {{- include "tributary.labels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "tributary.labels" . | nindent 8 }}
      annotations:
        checksum/config: {{ .config | sha256sum }}
        {{- with .values.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      serviceAccountName: tributary-{{ .role }}
      automountServiceAccountToken: {{ eq .role "collector" }}
      {{- with .root.Values.imagePullSecrets }}
      imagePullSecrets:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      terminationGracePeriodSeconds: 60
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        runAsGroup: 10001
        fsGroup: 10001
        fsGroupChangePolicy: OnRootMismatch
        seccompProfile:
          type: RuntimeDefault
      containers:
      - name: {{ .role }}
        image: {{ .root.Values.image.repository }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}
        imagePullPolicy: {{ .root.Values.image.pullPolicy }}
        args: [{{ .role }}, --config, /etc/tributary/config/{{ .role }}.yml]
        env:
        - name: JDK_JAVA_OPTIONS
          value: {{ .values.javaOptions | quote }}
        {{- with .values.env }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        ports:
        - name: http
          containerPort: {{ .port }}
        startupProbe:
          httpGet: {path: /-/healthy, port: http}
          periodSeconds: 2
          failureThreshold: 60
        livenessProbe:
          httpGet: {path: /-/healthy, port: http}
          periodSeconds: 10
          failureThreshold: 6
          timeoutSeconds: 5
        readinessProbe:
          httpGet: {path: /-/ready, port: http}
          periodSeconds: 5
          timeoutSeconds: 5
        resources:
          {{- toYaml .values.resources | nindent 10 }}
        securityContext:
          allowPrivilegeEscalation: false
          readOnlyRootFilesystem: true
          capabilities:
            drop: [ALL]
        volumeMounts:
        - {name: config, mountPath: /etc/tributary/config, readOnly: true}
        - {name: tokens, mountPath: /etc/tributary/secrets, readOnly: true}
        - {name: data, mountPath: /var/lib/tributary}
        - {name: tmp, mountPath: /tmp}
      {{- with .values.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .values.tolerations }}
      tolerations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .values.affinity }}
      affinity:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      volumes:
      - name: config
        configMap:
          name: tributary-{{ .role }}
      - name: tokens
        secret:
          secretName: {{ .values.tokensSecret }}
          defaultMode: 0440
      - name: tmp
        emptyDir: {}
  volumeClaimTemplates:
  - metadata:
      name: data
    spec:
      accessModes: [ReadWriteOnce]
      {{- with .values.storage.storageClassName }}
      storageClassName: {{ . }}
      {{- end }}
      resources:
        requests:
          storage: {{ .values.storage.size }}
{{- end }}

{{- define "tributary.rest" -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  {{- include "tributary.metadata" . | nindent 2 }}
automountServiceAccountToken: {{ eq .role "collector" }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  {{- include "tributary.metadata" . | nindent 2 }}
data:
  {{ .role }}.yml: |
    {{- .config | nindent 4 }}
---
apiVersion: v1
kind: Service
metadata:
  {{- include "tributary.metadata" . | nindent 2 }}
  {{- with .values.service.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  type: {{ .values.service.type }}
  selector:
    {{- include "tributary.labels" . | nindent 4 }}
  ports:
  - name: http
    port: {{ .port }}
    targetPort: http
{{- end }}
