-- The application reads what it writes about files on their way.
GRANT SELECT ON "Upload" TO mocua_app;
