/** When a patient opposed that professionals exchange about them (MSS/va1.22), `YYYY-MM-DD`; `opposed_on` is the opposition to receive (MSS/va1.20). */
export const oppositionSchema = `
ALTER TABLE patients ADD COLUMN opposed_professionals_on TEXT;
`;
