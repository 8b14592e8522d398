"""The process that runs one job: started by the server, told of its run over the run channel."""
