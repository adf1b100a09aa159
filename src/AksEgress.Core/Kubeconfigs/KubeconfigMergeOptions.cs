namespace AksEgress.Core.Kubeconfigs;

/// <summary>What a merge may do.</summary>
/// <param name="Replace">True to replace entries of the same name with other content.</param>
/// <param name="SetContext">True to make the added context the current one.</param>
public sealed record KubeconfigMergeOptions(bool Replace, bool SetContext);
