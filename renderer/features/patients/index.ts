import type { PatientId } from '#shared/domain/ids';

export const PatientsPage = () => null;
export const PatientPanel = (_props: { readonly id: PatientId }) => null;
