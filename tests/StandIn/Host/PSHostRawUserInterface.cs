namespace System.Management.Automation.Host;

/// <summary>Hosts name it in their signatures, and none has one.</summary>
public abstract class PSHostRawUserInterface;
