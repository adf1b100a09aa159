namespace AksEgress.Core.Kubeconfigs;

/// <summary>The options of a merge.</summary>
/// <param name="Replace">True to replace entries with the same name and different content.</param>
/// <param name="SetContext">True to make the added context the current one.</param>
public sealed record KubeconfigMergeOptions(bool Replace, bool SetContext);
