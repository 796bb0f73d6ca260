/** The name that askers and channels of this platform bear. */
export const platform = 'slack';
