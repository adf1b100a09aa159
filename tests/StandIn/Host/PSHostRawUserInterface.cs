namespace System.Management.Automation.Host;

/// <summary>Hosts use it in their signatures; no host has an instance.</summary>
public abstract class PSHostRawUserInterface;
